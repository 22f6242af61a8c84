package dev.oncemark.bench.way;

import dev.oncemark.bench.peer.OldWay;
import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.Input.Item;
import dev.oncemark.localstack.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** So many clients of the old endpoint at once, each with a connection of its own. */
final class OldClients implements AutoCloseable {

    private static final String ROLE = "postgres";

    private final Input input;
    private final List<OldWay> connections = new ArrayList<>();
    private final ExecutorService threads;

    OldClients(Postgres postgres, Input input, int connections) throws SQLException {
        this.input = input;
        this.threads = Executors.newFixedThreadPool(connections);
        for (int number = 0; number < connections; number++) {
            this.connections.add(new OldWay(postgres.connect(ROLE)));
        }
    }

    /** The tables, with an enrollment for each of the input's. */
    static void prepare(Postgres postgres, Input input) throws SQLException {
        try (Connection connection = postgres.connect(ROLE)) {
            OldWay.createTables(connection);
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO old.enrollment VALUES (?, 'learner', 'course', 'active')")) {
                for (int number = 0; number < input.enrollments(); number++) {
                    insert.setString(1, input.enrollment(new Item(number, 0, true)));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    /** Completes all of them; how many were not complete yet. */
    int complete(List<Item> items) throws SQLException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Future<Integer>> running = new ArrayList<>();
        for (OldWay connection : connections) {
            running.add(threads.submit(() -> complete(connection, items, next)));
        }
        int accepted = 0;
        for (Future<Integer> one : running) {
            try {
                accepted += one.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            }
        }
        return accepted;
    }

    private int complete(OldWay connection, List<Item> items, AtomicInteger next) throws SQLException {
        int accepted = 0;
        for (int at = next.getAndIncrement(); at < items.size(); at = next.getAndIncrement()) {
            Item item = items.get(at);
            if (connection.complete(input.enrollment(item), input.lesson(item))) {
                accepted++;
            }
        }
        return accepted;
    }

    @Override
    public void close() throws SQLException {
        threads.shutdown();
        for (OldWay connection : connections) {
            connection.close();
        }
    }
}
