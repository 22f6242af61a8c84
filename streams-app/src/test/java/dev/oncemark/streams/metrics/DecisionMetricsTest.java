package dev.oncemark.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.RecordPosition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionMetricsTest {

    private static final Subject REQUEST =
            new Subject(new UUID(1, 2), "e", "l", Instant.EPOCH, new RecordPosition("completion-requests", 0, 7));
    private static final Basis BASIS = new Basis(Instant.EPOCH, "c", "u", 1L);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DecisionMetrics metrics = new DecisionMetrics(registry);

    private double results(String status, String reason, String origin) {
        return registry.get("oncemark.results")
                .tag("status", status)
                .tag("reason", reason)
                .tag("origin", origin)
                .counter()
                .count();
    }

    @Test
    void shouldCountResultsByStatusAndReason() {
        metrics.decided(CompletionResult.accepted(REQUEST, BASIS, 1, null));
        metrics.decided(CompletionResult.imported(REQUEST, BASIS, 2, null));
        metrics.decided(CompletionResult.revoked(REQUEST, BASIS, 3, null, null, null));
        metrics.decided(CompletionResult.reset(REQUEST, BASIS, 4, null));
        metrics.decided(CompletionResult.rejected(REQUEST, BASIS, Reason.ATTEMPT_OVER));
        assertThat(results("ACCEPTED", "", "API")).isEqualTo(1);
        assertThat(results("ACCEPTED", "", "IMPORT")).isEqualTo(1);
        assertThat(results("REVOKED", "", "API")).isEqualTo(1);
        assertThat(results("RESET", "", "API")).isEqualTo(1);
        assertThat(results("REJECTED", "ATTEMPT_OVER", "API")).isEqualTo(1);
        assertThat(results("REJECTED", "NOT_COMPLETED", "API")).isZero();
        assertThat(results("REPLAYED", "", "API")).isZero();
    }

    @Test
    void shouldCountCourseChanges() {
        metrics.courseChanged(Change.REOPENED);
        assertThat(registry.get("oncemark.course.changes")
                        .tag("change", "REOPENED")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.find("oncemark.course.changes").counters()).hasSize(5);
    }
}
