package dev.oncemark.localstack.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The thread of a load: sends what is due, reads what is answered, and gives up what is overdue. */
final class LoadLoop<R extends PlannedRequest> implements Runnable {

    private static final long SELECT_MILLIS = 100;
    private static final long BETWEEN_TIMEOUTS = 100_000_000;

    private final Selector selector = openSelector();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    private final LoadTarget target;
    private final int clients;
    private final RetryPolicy retries;
    private final BiConsumer<? super R, Answer> answers;
    private final OpenRequests open;
    private final RequestEncoder encoder;
    private final ConnectionPool<R> pool;
    private final Queue<Attempt<R>> arriving = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Attempt<R>> planned = new PriorityQueue<>();
    private final Queue<Attempt<R>> due = new ArrayDeque<>();
    private long nextTimeouts = System.nanoTime();
    private volatile @Nullable Supplier<? extends @Nullable R> saturating;
    private volatile int inFlight;
    private volatile boolean closing;

    LoadLoop(
            LoadTarget target,
            int clients,
            RetryPolicy retries,
            BiConsumer<? super R, Answer> answers,
            OpenRequests open) {
        this.target = target;
        this.clients = clients;
        this.retries = retries;
        this.answers = answers;
        this.open = open;
        this.encoder = new RequestEncoder(target);
        this.pool = new ConnectionPool<>(selector, target.address(), clients);
    }

    private static Selector openSelector() {
        try {
            return Selector.open();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** One that is open already. */
    void add(Attempt<R> attempt) {
        arriving.add(attempt);
        selector.wakeup();
    }

    /** Counts as one open request until {@code requests} has given its last. */
    void saturate(Supplier<? extends @Nullable R> requests) {
        saturating = requests;
        selector.wakeup();
    }

    int inFlight() {
        return inFlight;
    }

    /** Sends nothing more, and ends when all is answered or overdue. */
    void close() {
        closing = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (!closing || pool.busy() > 0) {
                plan();
                sendDue();
                inFlight = pool.busy() + due.size();
                selector.select(this::proceed, selectMillis());
                dropOverdue();
            }
            pool.closeAll();
            open.fail(new IllegalStateException("closed"));
        } catch (IOException | RuntimeException | Error failed) {
            pool.closeAll();
            open.fail(failed);
        }
        inFlight = 0;
    }

    private void plan() {
        for (Attempt<R> attempt = arriving.poll(); attempt != null; attempt = arriving.poll()) {
            planned.add(attempt);
        }
        long now = System.nanoTime();
        for (Attempt<R> next = planned.peek(); next != null && next.isDue(now); next = planned.peek()) {
            due.add(planned.remove());
        }
        Supplier<? extends @Nullable R> requests = saturating;
        while (requests != null && open.count() <= clients) {
            R request = requests.get();
            if (request == null) {
                saturating = null;
                open.finish();
                return;
            }
            open.begin();
            due.add(new Attempt<>(request, 1, System.nanoTime()));
        }
    }

    private void sendDue() {
        while (!closing && pool.hasFree() && !due.isEmpty()) {
            send(due.remove());
        }
    }

    private void send(Attempt<R> attempt) {
        long timeout =
                target.timeout().plusSeconds(attempt.request().waitSeconds()).toNanos();
        LoadConnection<R> connection;
        try {
            connection = pool.take();
        } catch (IOException refused) {
            answered(attempt, Answer.none(attempt.intended()));
            return;
        }
        try {
            connection.send(attempt, encoder.encode(attempt.request()), System.nanoTime() + timeout);
        } catch (IOException reset) {
            drop(connection);
        }
    }

    private long selectMillis() {
        Attempt<R> next = planned.peek();
        long millis = next == null ? SELECT_MILLIS : (next.intended() - System.nanoTime()) / 1_000_000;
        return Math.max(1, Math.min(SELECT_MILLIS, millis));
    }

    @SuppressWarnings("unchecked") // a connection attaches itself
    private void proceed(SelectionKey key) {
        LoadConnection<R> connection = (LoadConnection<R>) key.attachment();
        try {
            if (connection.proceed(buffer)) {
                answered(connection);
            }
        } catch (IOException reset) {
            drop(connection);
        }
    }

    private void answered(LoadConnection<R> connection) {
        Attempt<R> attempt = connection.release();
        ResponseReader response = connection.response();
        if (response.isLast()) {
            pool.drop(connection);
        } else {
            pool.giveBack(connection);
        }
        if (attempt != null) {
            answered(attempt, response.answer(attempt.intended()));
        }
    }

    private void answered(Attempt<R> attempt, Answer answer) {
        if (retries.retries(answer.status(), attempt.number())) {
            planned.add(attempt.next(retries.delayNanos(attempt.number(), answer.retryAfterSeconds())));
            answers.accept(attempt.request(), answer.retried());
        } else {
            answers.accept(attempt.request(), answer);
            open.finish();
        }
    }

    private void drop(LoadConnection<R> connection) {
        Attempt<R> attempt = pool.drop(connection);
        if (attempt != null) {
            answered(attempt, Answer.none(attempt.intended()));
        }
    }

    private void dropOverdue() {
        long now = System.nanoTime();
        if (now - nextTimeouts > 0) {
            nextTimeouts = now + BETWEEN_TIMEOUTS;
            pool.overdue(now).forEach(this::drop);
        }
    }
}
