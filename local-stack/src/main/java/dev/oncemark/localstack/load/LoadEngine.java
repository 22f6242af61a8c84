package dev.oncemark.localstack.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Clients of one HTTP server, thousands on one thread, since they share the machine with what they load. They are <em>paced</em>
 * (an open loop: a request is due whether or not those before it are answered), or they <em>saturate</em> (a closed loop: each
 * sends its next request as soon as it is answered). With a {@link RetryPolicy} they behave: what is not answered for good is
 * sent again.
 *
 * <p>Each attempt's answer is told to a listener on the engine's thread. What the listener or a supplier throws ends the load,
 * and is thrown to whoever waits for it.
 */
public final class LoadEngine<R extends PlannedRequest> implements AutoCloseable {

    private static final long LOOK_NANOS = 1_000_000;

    private final int clients;
    private final OpenRequests open = new OpenRequests();
    private final LoadLoop<R> loop;
    private final Thread thread;
    private final AtomicLong leftOut = new AtomicLong();
    private volatile boolean closing;

    /** @param clients how many connections there are at most, and how many requests that have no last answer yet */
    public LoadEngine(LoadTarget target, int clients, RetryPolicy retries, BiConsumer<? super R, Answer> answers) {
        this.clients = clients;
        this.loop = new LoadLoop<>(target, clients, retries, answers, open);
        this.thread = new Thread(loop, "load");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Sends each request when it is due, and returns when the last one is sent. {@link #awaitAnswers} waits for the rest.
     *
     * @param requests is asked on the caller's thread
     */
    public void pace(Schedule schedule, Supplier<? extends R> requests) {
        for (long number = 0; number < schedule.count() && !isEnding(); number++) {
            long intended = schedule.intended(number);
            if (awaitTurn(intended, schedule.maxLate().toNanos())) {
                send(requests.get(), intended);
            } else if (!isEnding()) {
                leftOut.incrementAndGet();
            }
        }
        open.check();
    }

    /** Waits until it is time and a client is free; false if that is too late. */
    private boolean awaitTurn(long intended, long maxLate) {
        while (!isEnding()) {
            long early = intended - System.nanoTime();
            if (early < -maxLate) {
                return false;
            }
            if (early <= 0 && open.count() < clients) {
                return true;
            }
            LockSupport.parkNanos(early > 0 ? early : LOOK_NANOS);
        }
        return false;
    }

    private boolean isEnding() {
        return closing || open.isFailed() || Thread.currentThread().isInterrupted();
    }

    /** Sends it as soon as a connection is free, but not before {@code intended}, by {@link System#nanoTime()}. */
    public void send(R request, long intended) {
        open.begin();
        loop.add(new Attempt<>(request, 1, intended));
    }

    /**
     * Keeps all clients busy with what {@code requests} gives until that is null, and waits for the last answer.
     *
     * @param requests is asked on the engine's thread
     */
    public void saturate(Supplier<? extends @Nullable R> requests) {
        open.begin();
        loop.saturate(requests);
        open.awaitNone();
    }

    /** Waits until each request has its last answer. */
    public void awaitAnswers() {
        open.awaitNone();
    }

    /** Requests of schedules that were not sent, since all clients were busy for too long. */
    public long leftOut() {
        return leftOut.get();
    }

    /** Requests that are due, and have no answer yet. */
    public int inFlight() {
        return loop.inFlight();
    }

    /** Sends nothing more, waits for the answers to what is sent until they are overdue, and closes the connections. */
    @Override
    public void close() {
        closing = true;
        loop.close();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
