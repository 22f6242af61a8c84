package dev.oncemark.bench.jmh;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** A request and its result, with ids as real platforms have them. */
final class SampleRecords {

    private static final UUID REQUEST = UUID.fromString("0190b1c2-7d3e-4f50-9a6b-1c2d3e4f5061");
    private static final String ENROLLMENT = "0190b1c2-7d3e-4f50-9a6b-000000000001";
    private static final String COURSE = "0190b1c2-7d3e-4f50-9a6b-000000000002";
    private static final String LESSON = "0190b1c2-7d3e-4f50-9a6b-000000000003";
    private static final String LEARNER = "0190b1c2-7d3e-4f50-9a6b-000000000004";
    private static final Instant TIME = Instant.parse("2026-01-01T12:34:56.789Z");

    private SampleRecords() {}

    static byte[] requestBytes() {
        var request = new CompletionRequest(REQUEST, ENROLLMENT, LESSON, TIME, TIME, "client-1", LEARNER);
        return Objects.requireNonNull(Topics.COMPLETION_REQUESTS.serde().serialize("", request));
    }

    static CompletionResult result() {
        var position = new RecordPosition(Topics.COMPLETION_REQUESTS.name(), 2, 123_456_789);
        return CompletionResult.accepted(
                new Subject(REQUEST, ENROLLMENT, LESSON, TIME, position),
                new Basis(TIME, COURSE, LEARNER, 3L),
                17,
                null);
    }
}
