package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.streams.Workload;
import dev.oncemark.bench.streams.Workload.Item;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Completions by batch over HTTP until each is a row in PostgreSQL. */
final class WholeWay implements AutoCloseable {

    private static final String TITLE = "Oncemark, POST to row";

    private final WholeStack stack;
    private final Clients clients;
    private final StoredRows rows;
    private final Workload workload;
    private final Items items;
    private final int batch;

    /** @param batch how many completions go in one request */
    WholeWay(WholeStack stack, Workload workload, int batch, int connections) {
        this.stack = stack;
        this.clients = new Clients(stack.api(), connections);
        this.rows = stack.rows();
        this.workload = workload;
        this.items = new Items(workload);
        this.batch = batch;
    }

    /** Brings the next so many completions to their rows. */
    void run(int count, Figures figures) {
        AtomicInteger left = new AtomicInteger(count);
        Meter meter = stack.meter().start();
        clients.post(() -> next(left));
        Meter.Reading reading = rows.awaitAll(items.distinct(), meter);
        reading.addTo(figures, TITLE, "completion", count);
        stack.addPeaks(figures, TITLE);
        figures.sayLatest(TITLE);
    }

    private @Nullable Post next(AtomicInteger left) {
        List<Item> some = items.next(Math.min(batch, left.get()));
        left.addAndGet(-some.size());
        return some.isEmpty() ? null : Post.batch(workload, some);
    }

    @Override
    public void close() {
        rows.close();
        clients.close();
    }
}
