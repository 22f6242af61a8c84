package dev.oncemark.ingest.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.ingest.results.RequestIndex.IndexedResult;
import dev.oncemark.ingest.results.RequestIndex.PendingRequest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIndexTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final RequestFingerprint FINGERPRINT = new RequestFingerprint(1, 2);

    private final RequestIndex index = new RequestIndex(2, 3);
    private final UUID request = UUID.randomUUID();
    private final UUID event = Ids.eventIdOfRequest(request);

    private static CompletionResult result(UUID requestId, String enrollmentId, long inOffset) {
        var position = new RecordPosition("completion-requests", 0, inOffset);
        var subject = new Subject(requestId, enrollmentId, "lesson", TIME, position);
        return CompletionResult.accepted(subject, new Basis(TIME, "course", null, 1L), 1, null);
    }

    private void stored(UUID requestId, long offset) {
        index.stored(
                Ids.eventIdOfRequest(requestId),
                PendingRequest.untilDecided(new RecordPosition("completion-requests", 0, offset), FINGERPRINT));
    }

    private void decided(UUID requestId, long inOffset, long at) {
        index.decided(result(requestId, "enrollment", inOffset), new RecordPosition("completion-results", 0, at));
    }

    @Test
    void shouldKnowAPendingRequest() {
        stored(request, 7);

        assertThat(index.pending(event, 0)).isNotNull();
        assertThat(index.result(event)).isNull();
    }

    @Test
    void shouldForgetThatARequestWasPendingOnceItIsDecided() {
        stored(request, 7);
        decided(request, 7, 1);

        assertThat(index.pending(event, 0)).isNull();
        assertThat(index.result(event))
                .isNotNull()
                .extracting(IndexedResult::fingerprint)
                .isEqualTo(FINGERPRINT);
    }

    @Test
    void shouldNotTakeARequestAsPendingWhoseResultWasReadFirst() {
        decided(request, 7, 1);
        stored(request, 7);

        assertThat(index.pending(event, 0)).isNull();
    }

    @Test
    void shouldTakeARetryAsPendingUntilItsOwnResultIsRead() {
        stored(request, 7);
        decided(request, 7, 1);
        stored(request, 9);
        assertThat(index.pending(event, 0)).isNotNull();

        decided(request, 9, 2);
        assertThat(index.pending(event, 0)).isNull();
    }

    @Test
    void shouldForgetAPendingRequestThatHasToBeDecidedByNow() {
        index.stored(event, new PendingRequest(new RecordPosition("completion-requests", 0, 7), null, 100));

        assertThat(index.pending(event, 100)).isNotNull();
        assertThat(index.pending(event, 101)).isNull();
    }

    @Test
    void shouldForgetTheOldestOverItsBounds() {
        stored(request, 1);
        stored(UUID.randomUUID(), 2);
        stored(UUID.randomUUID(), 3);
        assertThat(index.pending(event, 0)).isNull();
        assertThat(index.pendingCount()).isEqualTo(2);

        decided(request, 1, 1);
        for (int offset = 2; offset < 5; offset++) {
            decided(UUID.randomUUID(), offset, offset);
        }
        assertThat(index.result(event)).isNull();
        assertThat(index.resultCount()).isEqualTo(3);
    }

    @Test
    void shouldTellAnEnrollmentsResultsAfterOneInOrder() {
        decided(UUID.randomUUID(), 1, 10);
        index.decided(result(UUID.randomUUID(), "another", 2), new RecordPosition("completion-results", 0, 11));
        decided(UUID.randomUUID(), 3, 12);

        assertThat(index.results("enrollment", 9))
                .extracting(found -> found.position().offset())
                .containsExactly(10L, 12L);
        assertThat(index.results("enrollment", 10))
                .extracting(found -> found.position().offset())
                .containsExactly(12L);
        assertThat(index.results("nobody", -1)).isEmpty();
    }

    @Test
    void shouldSayWhetherResultsMayBeMissing() {
        assertThat(index.isCompleteAfter(0, 5)).isTrue();
        for (int offset = 10; offset < 15; offset++) {
            decided(UUID.randomUUID(), offset, offset);
        }

        assertThat(index.isCompleteAfter(0, 8)).isFalse();
        assertThat(index.isCompleteAfter(0, 10)).isFalse();
        assertThat(index.isCompleteAfter(0, 11)).isTrue();
        assertThat(index.isCompleteAfter(1, 0)).isTrue();
    }

    @Test
    void shouldTellTheLastResultsFirst() {
        for (int offset = 1; offset < 4; offset++) {
            decided(UUID.randomUUID(), offset, offset);
        }

        assertThat(index.latest(2))
                .extracting(found -> found.position().offset())
                .containsExactly(3L, 2L);
    }
}
