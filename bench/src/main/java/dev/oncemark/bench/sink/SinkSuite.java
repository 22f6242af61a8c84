package dev.oncemark.bench.sink;

import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Option;
import dev.oncemark.bench.Suite;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import java.util.List;

/** Rows of results: by the sink out of the topic, and by {@code COPY} out of files in PostgreSQL's own binary form. */
public final class SinkSuite implements Suite {

    private static final String ROWS = "--rows";
    private static final String ONLY = "--only";

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public String help() {
        return "results become rows: by the sink, and by COPY of the same rows into the same table";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(ROWS, 1_000_000, "how many rows, the first half of which only warms up"),
                Option.text(ONLY, "", "only those whose name contains it, such as COPY_2"));
    }

    @Override
    public Figures run(Bench bench) throws Exception {
        Figures figures = new Figures();
        Results results = new Results(bench.arguments().number(ROWS));
        try (Broker broker = new Broker(bench.directory().resolve("kafka"), 0);
                Postgres postgres = new Postgres(bench.directory().resolve("postgres"), 0)) {
            broker.start();
            postgres.start();
            try (Loading loading = new Loading(bench, broker, postgres, results, figures)) {
                loading.prepare();
                for (int round = 1; round <= bench.arguments().rounds(); round++) {
                    for (Loader loader : Loader.values()) {
                        if (loader.name().contains(bench.arguments().text(ONLY))) {
                            loading.run(loader, round);
                        }
                    }
                }
            }
        }
        return figures;
    }
}
