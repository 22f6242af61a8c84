package dev.oncemark.sink.postgres;

import dev.oncemark.sink.settings.SinkSettings;
import org.flywaydb.core.Flyway;

/** Brings schema {@code progress} to this version's state. Several sinks may do so at once: Flyway takes a lock. */
public final class Schema {

    private final SinkSettings.Postgres postgres;
    private boolean current;

    public Schema(SinkSettings.Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Does nothing once it has gone well.
     *
     * @throws org.flywaydb.core.api.FlywayException if PostgreSQL is away, or the schema is not one of ours
     */
    public synchronized void migrateOnce() {
        if (!current) {
            migrate();
            current = true;
        }
    }

    private void migrate() {
        Flyway.configure(getClass().getClassLoader())
                .dataSource(postgres.url(), postgres.user(), postgres.password())
                .schemas("progress")
                .defaultSchema("progress")
                .locations("classpath:db/progress")
                .loggers("slf4j")
                .load()
                .migrate();
    }
}
