package dev.oncemark.localstack;

/** Where the LMS's database is, for the connector. It is on this machine. */
record LmsAddress(int port, String database, String user) {

    static LmsAddress of(Postgres postgres) {
        return new LmsAddress(postgres.port(), Postgres.DATABASE, "oncemark_debezium");
    }
}
