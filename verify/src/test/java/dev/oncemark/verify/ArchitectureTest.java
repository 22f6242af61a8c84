package dev.oncemark.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = VerifyCommand.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SHARES_NOTHING_WITH_THE_APPS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.oncemark.streams..", "dev.oncemark.sink..", "dev.oncemark.ingest..")
            .because("a mistake in an app would be repeated in what checks it");

    @ArchTest
    static final ArchRule CHECKS_NEED_NO_BROKER = noClasses()
            .that()
            .resideInAPackage("..check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.clients..", "java.sql..", "..live..");
}
