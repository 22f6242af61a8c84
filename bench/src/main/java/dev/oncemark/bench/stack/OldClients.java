package dev.oncemark.bench.stack;

import dev.oncemark.bench.peer.OldEndpoint;
import dev.oncemark.bench.streams.Workload;
import dev.oncemark.bench.streams.Workload.Item;
import dev.oncemark.localstack.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** So many clients of the old endpoint at once, each with a connection of its own. */
final class OldClients implements AutoCloseable {

    private static final String ROLE = "postgres";
    private static final int BATCH = 10_000;

    private final Workload workload;
    private final List<OldEndpoint> connections = new ArrayList<>();
    private final ExecutorService threads;

    OldClients(Postgres postgres, Workload workload, int connections) throws SQLException {
        this.workload = workload;
        this.threads = Executors.newFixedThreadPool(connections);
        for (int number = 0; number < connections; number++) {
            this.connections.add(new OldEndpoint(postgres.connect(ROLE)));
        }
    }

    /** The tables, with an enrollment for each of the input's. */
    static void prepare(Postgres postgres, Workload workload) throws SQLException {
        try (Connection connection = postgres.connect(ROLE)) {
            OldEndpoint.createTables(connection);
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO old.enrollment VALUES (?, 'learner', 'course', 'active')")) {
                for (int number = 0; number < workload.enrollments(); number++) {
                    insert.setString(1, workload.enrollment(new Item(number, 0, true)));
                    insert.addBatch();
                    if (number % BATCH == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    /** Completes all of them; how many were not complete yet. */
    int complete(List<Item> items) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Integer>> clients = connections.stream()
                .map(connection -> (Callable<Integer>) () -> complete(connection, items, next))
                .toList();
        int accepted = 0;
        for (Future<Integer> client : threads.invokeAll(clients)) {
            try {
                accepted += client.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            }
        }
        return accepted;
    }

    private int complete(OldEndpoint connection, List<Item> items, AtomicInteger next) throws SQLException {
        int accepted = 0;
        for (int at = next.getAndIncrement(); at < items.size(); at = next.getAndIncrement()) {
            Item item = items.get(at);
            if (connection.complete(workload.enrollment(item), workload.lesson(item))) {
                accepted++;
            }
        }
        return accepted;
    }

    @Override
    public void close() throws SQLException {
        threads.shutdown();
        for (OldEndpoint connection : connections) {
            connection.close();
        }
    }
}
