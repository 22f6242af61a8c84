package dev.oncemark.localstack;

/** What listens on a port, where it does unless it is told otherwise, and the environment variable that tells. */
public enum Listener {
    API("ingest-api", 8080),
    STREAMS("streams-app", 8081),
    SINK("sink", 8082),
    CONNECT(Connect.NAME, 8083),
    KAFKA(Broker.NAME, 9092),
    POSTGRES(Postgres.NAME, 5433);

    private final String part;
    private final int standard;

    Listener(String part, int standard) {
        this.part = part;
        this.standard = standard;
    }

    /** The part's name: of its directory, its log and its process id's file. */
    public String part() {
        return part;
    }

    int standard() {
        return standard;
    }

    /** {@code ONCEMARK_STACK_API_PORT} and its like: what begins with {@code ONCEMARK_KAFKA_} is for Kafka's clients. */
    public String variable() {
        return "ONCEMARK_STACK_" + name() + "_PORT";
    }

    /** What it was called in 0.1.0. */
    String formerVariable() {
        return "ONCEMARK_" + name() + "_PORT";
    }
}
