package dev.oncemark.bench.way;

import dev.oncemark.bench.Meter;
import dev.oncemark.bench.load.Oncemark;
import dev.oncemark.bench.load.Poster;
import dev.oncemark.bench.load.Poster.Post;
import dev.oncemark.bench.load.Posts;
import dev.oncemark.bench.load.Rows;
import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.Input.Item;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Completions by batch over HTTP until each is a row in PostgreSQL. */
final class WholeWay implements AutoCloseable {

    private final Oncemark oncemark;
    private final Poster poster;
    private final Rows rows;
    private final Posts posts;
    private final Items items;
    private final int batch;

    /** @param batch how many completions go in one request */
    WholeWay(Oncemark oncemark, Input input, int batch, int connections) {
        this.oncemark = oncemark;
        this.poster = new Poster(oncemark.target(connections));
        this.rows = oncemark.rows();
        this.posts = new Posts(input);
        this.items = new Items(input);
        this.batch = batch;
    }

    /** Brings the next so many completions to their rows; what that took and cost. */
    Meter.Reading run(int count) {
        List<Item> piece = items.next(count);
        Iterator<List<Item>> batches = IntStream.iterate(0, from -> from < piece.size(), from -> from + batch)
                .mapToObj(from -> piece.subList(from, Math.min(piece.size(), from + batch)))
                .iterator();
        Meter meter = oncemark.meter().start();
        poster.postAll(() -> next(batches));
        return rows.awaitAll(items.distinct(), meter);
    }

    private @Nullable Post next(Iterator<List<Item>> batches) {
        List<Item> one;
        synchronized (batches) {
            if (!batches.hasNext()) {
                return null;
            }
            one = batches.next();
        }
        return posts.batch(one);
    }

    @Override
    public void close() {
        rows.close();
        poster.close();
    }
}
