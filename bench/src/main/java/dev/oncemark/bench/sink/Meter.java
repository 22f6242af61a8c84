package dev.oncemark.bench.sink;

import dev.oncemark.bench.Cost;
import dev.oncemark.bench.Figures;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;

/** Time and CPU since it was made: of the client (the sink, or this JVM), of PostgreSQL with all its backends. */
final class Meter {

    private final Broker broker;
    private final Postgres postgres;
    private final long client;
    private final long start = System.nanoTime();
    private final long clientMicros;
    private final long postgresMicros;
    private final long brokerMicros;

    Meter(Broker broker, Postgres postgres, long client) {
        this.broker = broker;
        this.postgres = postgres;
        this.client = client;
        this.clientMicros = Cost.cpuMicros(client);
        this.postgresMicros = postgresMicros();
        this.brokerMicros = brokerMicros();
    }

    private long postgresMicros() {
        return Cost.cpuMicrosWithChildren(postgres.pid().orElseThrow());
    }

    private long brokerMicros() {
        return Cost.cpuMicros(broker.pid().orElseThrow());
    }

    void add(Figures figures, Loader loader, double rows) {
        figures.add(loader.title, "rows/s", rows * 1e9 / (double) (System.nanoTime() - start));
        double own = (double) (Cost.cpuMicros(client) - clientMicros) / rows;
        double database = (double) (postgresMicros() - postgresMicros) / rows;
        figures.add(loader.title, "client's CPU µs/row", own);
        figures.add(loader.title, "PostgreSQL's CPU µs/row", database);
        figures.add(loader.title, "broker's CPU µs/row", (double) (brokerMicros() - brokerMicros) / rows);
        figures.add(loader.title, "client's peak MiB", (double) Cost.peakMiB(client));
    }
}
