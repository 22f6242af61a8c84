package dev.oncemark.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The files in {@code db/progress}, run by Flyway, which records them in {@code progress.flyway_schema_history}: a file
 * that has run anywhere never changes again.
 */
public final class Migrations {

    private static final String SCHEMA = "progress";

    private Migrations() {}

    /**
     * Brings schema {@code progress}, created where it is missing, to this version's state. Several processes may do so at
     * once: Flyway takes a lock.
     *
     * @param database connections of the role that owns the schema, or has the right to create it
     * @throws org.flywaydb.core.api.FlywayException if PostgreSQL is away, or the schema is not one of ours
     */
    public static void migrate(DataSource database) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations("classpath:db/progress")
                .loggers("slf4j")
                .load()
                .migrate();
    }
}
