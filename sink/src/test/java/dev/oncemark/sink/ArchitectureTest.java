package dev.oncemark.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.oncemark.sink", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule rowsShouldKnowNeitherKafkaNorSpringNorSql = noClasses()
            .that()
            .resideInAPackage("..sink.rows..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework..", "java.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule postgresShouldKnowNeitherSpringNorAConsumer = noClasses()
            .that()
            .resideInAPackage("..sink.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka.clients..");
}
