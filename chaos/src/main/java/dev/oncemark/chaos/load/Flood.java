package dev.oncemark.chaos.load;

import dev.oncemark.verify.check.JournalLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Very many clients on one thread. At a rate they ask whether or not others have their answers: each request takes a connection
 * that is free, or a new one, and its time counts from when it was to be sent. What cannot be sent in time, since no client is
 * free or the thread is late, is not sent, and counted. Without a rate each of them asks again when it is answered: so many
 * are taken by the system at most.
 */
public final class Flood {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK = 500_000_000;
    private static final long LATE = 100_000_000;

    private final SocketAddress api;
    private final Post post;
    private final Ledger ledger;
    private final Wishes wishes;
    private final Deque<Caller> idle = new ArrayDeque<>();
    private final Set<Caller> callers = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
    private int most;
    private long nextLook;

    public Flood(Load.Target target, Platform platform, long seed) {
        URI uri = URI.create(target.api());
        this.api = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.post = new Post(uri.getAuthority(), target.token());
        this.ledger = target.ledger();
        this.wishes = new Wishes(platform, new Random(seed), "f" + Long.toHexString(seed));
    }

    /** So many clients ask as fast as they are answered, for so long. */
    public void saturate(int clients, Duration time) {
        most = clients;
        run(Long.MAX_VALUE, time);
    }

    /** So many requests a second are sent for so long, by so many clients at most. */
    public void pour(int rate, int clients, Duration time) {
        most = clients;
        run(1_000_000_000L / rate, time);
    }

    /** @param between two requests, in nanoseconds; Long.MAX_VALUE for as soon as can be */
    private void run(long between, Duration time) {
        try (Selector selector = Selector.open()) {
            long next = System.nanoTime();
            long end = next + time.toNanos();
            while (System.nanoTime() < end) {
                if (between == Long.MAX_VALUE) {
                    askWhoeverIsFree(selector);
                } else {
                    next = askWhatIsDue(selector, next, between);
                }
                serve(selector);
                giveUp();
            }
            finish(selector);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void askWhoeverIsFree(Selector selector) {
        Caller caller;
        while ((caller = free(selector)) != null) {
            ask(caller, System.nanoTime());
        }
    }

    /** When the next one is due. */
    private long askWhatIsDue(Selector selector, long first, long between) {
        long due = first;
        for (long now = System.nanoTime(); due <= now; due += between) {
            Caller caller = now - due > LATE ? null : free(selector);
            if (caller == null) {
                ledger.answers().held(1);
            } else {
                ask(caller, due);
            }
        }
        return due;
    }

    private @Nullable Caller free(Selector selector) {
        Caller caller = idle.poll();
        if (caller == null && callers.size() < most) {
            try {
                caller = new Caller(selector, api);
                callers.add(caller);
            } catch (IOException refused) {
                return null;
            }
        }
        return caller;
    }

    private void ask(Caller caller, long intended) {
        Wish wish = wishes.next();
        try {
            caller.ask(wish, post.of(wish), intended);
        } catch (IOException reset) {
            drop(caller);
        }
    }

    private void serve(Selector selector) throws IOException {
        selector.select(
                key -> {
                    Caller caller = (Caller) key.attachment();
                    try {
                        if (caller.proceed(buffer)) {
                            answered(caller);
                        }
                    } catch (IOException reset) {
                        drop(caller);
                    }
                },
                1);
    }

    private void answered(Caller caller) {
        Reply reply = caller.reply();
        ledger.answers().add(reply.status(), System.nanoTime() - caller.since(), true, reply.saysWhenToComeAgain());
        Wish wish = caller.forget();
        UUID requestId = reply.requestId();
        if (wish != null && requestId != null) {
            ledger.add(
                    new JournalLine(Instant.now(), requestId, wish.enrollment(), wish.lesson(), reply.status(), null));
        }
        if (reply.isTheLast()) {
            drop(caller);
        } else {
            idle.add(caller);
        }
    }

    private void drop(Caller caller) {
        caller.close();
        callers.remove(caller);
        idle.remove(caller);
        if (caller.forget() != null) {
            ledger.answers().add(0, System.nanoTime() - caller.since(), true, false);
        }
    }

    private void giveUp() {
        long now = System.nanoTime();
        if (now > nextLook) {
            nextLook = now + LOOK;
            long since = now - PATIENCE.toNanos();
            List.copyOf(callers).stream()
                    .filter(caller -> caller.isWaitingSince(since))
                    .forEach(this::drop);
        }
    }

    /** Waits for the answers that are still to come. */
    private void finish(Selector selector) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (idle.size() < callers.size() && System.nanoTime() < end) {
            serve(selector);
        }
        List.copyOf(callers).forEach(this::drop);
    }
}
