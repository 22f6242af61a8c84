package dev.oncemark.localstack.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Connections to one server, opened as they are needed, up to a limit. Of one thread. */
final class ConnectionPool<R extends PlannedRequest> {

    private final Selector selector;
    private final SocketAddress server;
    private final int limit;
    private final Deque<LoadConnection<R>> idle = new ArrayDeque<>();
    private final Set<LoadConnection<R>> all = new HashSet<>();

    ConnectionPool(Selector selector, SocketAddress server, int limit) {
        this.selector = selector;
        this.server = server;
        this.limit = limit;
    }

    boolean hasFree() {
        return !idle.isEmpty() || all.size() < limit;
    }

    /** An idle connection, or a new one. */
    LoadConnection<R> take() throws IOException {
        LoadConnection<R> connection = idle.poll();
        if (connection == null) {
            connection = new LoadConnection<>(selector, server);
            all.add(connection);
        }
        return connection;
    }

    void giveBack(LoadConnection<R> connection) {
        idle.push(connection);
    }

    /** Closes it; the request that it was busy with. */
    @Nullable
    Attempt<R> drop(LoadConnection<R> connection) {
        connection.close();
        all.remove(connection);
        idle.remove(connection);
        return connection.release();
    }

    int busy() {
        return all.size() - idle.size();
    }

    List<LoadConnection<R>> overdue(long now) {
        return all.stream().filter(connection -> connection.isOverdue(now)).toList();
    }

    void closeAll() {
        all.forEach(LoadConnection::close);
    }
}
