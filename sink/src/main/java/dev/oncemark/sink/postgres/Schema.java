package dev.oncemark.sink.postgres;

import dev.oncemark.schema.Migrations;
import dev.oncemark.sink.settings.SinkSettings;
import org.postgresql.ds.PGSimpleDataSource;

/** Schema {@code progress}, migrated once by connections of its own: the pool's give up sooner than a migration may. */
public final class Schema {

    private final PGSimpleDataSource connections = new PGSimpleDataSource();
    private boolean current;

    public Schema(SinkSettings.Postgres postgres) {
        connections.setUrl(postgres.url());
        connections.setUser(postgres.user());
        connections.setPassword(postgres.password());
    }

    /**
     * Does nothing once it has gone well.
     *
     * @throws org.flywaydb.core.api.FlywayException if PostgreSQL is away, or the schema is not one of ours
     */
    public synchronized void migrateOnce() {
        if (!current) {
            Migrations.migrate(connections);
            current = true;
        }
    }
}
