package dev.oncemark.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SeveralSinksTest {

    private static final int LESSONS = 50;

    private final String prefix = "several-" + UUID.randomUUID() + "-";

    @Test
    void shouldStoreEachRowOnceWhileSinksComeAndGo() {
        try (Load load = new Load(prefix);
                RunningSink first = RunningSink.startReady()) {
            try (RunningSink second = RunningSink.startReady()) {
                Await.pause(Duration.ofSeconds(2));
                try (RunningSink third = RunningSink.startReady()) {
                    Await.pause(Duration.ofSeconds(2));
                    assertThat(third.metric("oncemark_sink_conflicts_total")).isZero();
                }
                Await.pause(Duration.ofSeconds(1));
                assertThat(second.metric("oncemark_sink_conflicts_total")).isZero();
            }
            int enrollments = load.stop();
            first.awaitAllStored();
            assertThat(Database.lessons(prefix)).isEqualTo((long) enrollments * LESSONS);
            assertThat(first.metric("oncemark_sink_conflicts_total")).isZero();
        }
    }

    @Test
    void shouldLoseNothingWhenKilled() {
        int enrollments;
        try (Load load = new Load(prefix)) {
            for (int kills = 0; kills < 3; kills++) {
                long before = Database.lessons(prefix);
                try (SinkProcess sink = SinkProcess.start("killed-sink-" + kills)) {
                    Await.until("rows come", () -> Database.lessons(prefix) > before + 500);
                    sink.kill();
                }
            }
            enrollments = load.stop();
        }
        try (RunningSink sink = RunningSink.startReady()) {
            sink.awaitAllStored();
            assertThat(sink.metric("oncemark_sink_conflicts_total")).isZero();
        }
        assertThat(Database.lessons(prefix)).isEqualTo((long) enrollments * LESSONS);
    }

    @Test
    void shouldNotBeDisturbedByASinkThatWasFrozenAndComesBackLate() {
        try (Load load = new Load(prefix);
                SinkProcess zombie = SinkProcess.start("frozen-sink")) {
            Await.until("rows come", () -> Database.lessons(prefix) > 500);
            zombie.signal("STOP");
            try (RunningSink heir = RunningSink.startReady()) {
                long before = Database.lessons(prefix);
                Await.until("the heir stores rows", () -> Database.lessons(prefix) > before + 2_000);
                zombie.signal("CONT");
                Await.pause(Duration.ofSeconds(3));
                int enrollments = load.stop();
                heir.awaitAllStored();
                assertThat(Database.lessons(prefix)).isEqualTo((long) enrollments * LESSONS);
                assertThat(heir.metric("oncemark_sink_conflicts_total")).isZero();
                assertThat(heir.metric("oncemark_sink_dead_letters_total")).isZero();
            }
        }
    }

    /** Completes all lessons of one enrollment after the other, each in one transaction, until it is stopped. */
    private static final class Load implements AutoCloseable {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicInteger enrollments = new AtomicInteger();
        private final Thread thread;

        Load(String prefix) {
            thread = new Thread(() -> write(prefix), "load");
            thread.start();
        }

        private void write(String prefix) {
            try (Writer writer = new Writer()) {
                while (!stopped.get()) {
                    String enrollment = prefix + enrollments.get();
                    writer.transaction(() -> writer.sendAccepted(enrollment, LESSONS));
                    enrollments.incrementAndGet();
                    Await.pause(Duration.ofMillis(10));
                }
            }
        }

        /** How many enrollments were written. */
        int stop() {
            stopped.set(true);
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return enrollments.get();
        }

        @Override
        public void close() {
            stop();
        }
    }
}
