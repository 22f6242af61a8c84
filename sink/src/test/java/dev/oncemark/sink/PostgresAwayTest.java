package dev.oncemark.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresAwayTest {

    private final String prefix = "away-" + UUID.randomUUID() + "-";

    @AfterEach
    void bringBack() {
        if (!RealParts.postgres().isAlive()) {
            RealParts.postgres().start();
        }
    }

    @Test
    void shouldGoOnByItselfWhenPostgresIsBack() throws Exception {
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> writer.sendAccepted(prefix + "before", 5));
            sink.awaitAllStored();
            Set<String> members = members();

            RealParts.postgres().kill();
            for (int i = 0; i < 20; i++) {
                String enrollment = prefix + i;
                writer.transaction(() -> writer.sendAccepted(enrollment, 50));
            }
            Await.until("health says so", () -> !sink.isReady());
            Await.pause(Duration.ofSeconds(8)); // longer than a session: who does not poll loses its partitions
            assertThat(sink.get("/health/ready").body()).contains("refused");
            assertThat(sink.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(sink.metric("oncemark_sink_paused")).isEqualTo(1);

            RealParts.postgres().start();
            sink.awaitAllStored();
            Await.until("the sink is ready again", sink::isReady);
            assertThat(Database.lessons(prefix)).isEqualTo(1_005);
            assertThat(members()).isEqualTo(members);
            assertThat(sink.metric("oncemark_sink_dead_letters_total")).isZero();
        }
    }

    @Test
    void shouldGoOnWhenItsSessionsAreTerminated() {
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            for (int i = 0; i < 30; i++) {
                String enrollment = prefix + i;
                writer.transaction(() -> writer.sendAccepted(enrollment, 50));
                Database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'oncemark_sink'");
            }
            sink.awaitAllStored();
            assertThat(Database.lessons(prefix)).isEqualTo(1_500);
            assertThat(sink.metric("oncemark_sink_dead_letters_total")).isZero();
        }
    }

    @Test
    void shouldWaitWhilePostgresIsReadOnly() {
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            Database.run("ALTER ROLE oncemark_sink SET default_transaction_read_only = on");
            Database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'oncemark_sink'");
            writer.transaction(() -> writer.sendAccepted(prefix + "1", 5));
            Await.until("health says so", () -> sink.get("/health/ready").body().contains("25006"));

            Database.run("ALTER ROLE oncemark_sink RESET default_transaction_read_only");
            Database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'oncemark_sink'");
            sink.awaitAllStored();
            assertThat(Database.lessons(prefix)).isEqualTo(5);
            assertThat(sink.metric("oncemark_sink_dead_letters_total")).isZero();
        } finally {
            Database.run("ALTER ROLE oncemark_sink RESET default_transaction_read_only");
        }
    }

    @Test
    void shouldSayWhatItDoesNotKnowAndNotLoseIt() {
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            Database.run("ALTER TABLE progress.lesson_progress RENAME TO moved");
            writer.transaction(() -> writer.sendAccepted(prefix + "1", 5));
            Await.until("health says so", () -> sink.get("/health/ready").body().contains("42P01"));

            Database.run("ALTER TABLE progress.moved RENAME TO lesson_progress");
            sink.awaitAllStored();
            assertThat(Database.lessons(prefix)).isEqualTo(5);
            assertThat(sink.metric("oncemark_sink_dead_letters_total")).isZero();
        }
    }

    @Test
    void shouldStartWithoutPostgres() {
        RealParts.postgres().stop();
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.start()) {
            writer.transaction(() -> writer.sendAccepted(prefix + "1", 5));
            Await.until(
                    "health says why", () -> sink.get("/health/ready").body().contains("refused"));
            assertThat(sink.get("/health/live").statusCode()).isEqualTo(200);

            RealParts.postgres().start();
            Await.until("the sink is ready", sink::isReady);
            sink.awaitAllStored();
            assertThat(Database.lessons(prefix)).isEqualTo(5);
        }
    }

    private static Set<String> members() throws Exception {
        try (Admin admin = RealParts.broker().admin()) {
            return admin.describeConsumerGroups(Set.of("oncemark-sink")).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        }
    }
}
