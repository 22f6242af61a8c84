package dev.oncemark.ingest.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.RecordPosition;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownRequestsTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Asked ASKED = new Asked(1, 2);

    private final KnownRequests known = new KnownRequests(2, 3);
    private final UUID request = UUID.randomUUID();
    private final UUID event = Ids.eventOfRequest(request);

    private static CompletionResult result(UUID requestId, String enrollmentId, long inOffset) {
        var position = new RecordPosition("completion-requests", 0, inOffset);
        var subject = new Subject(requestId, enrollmentId, "lesson", TIME, position);
        return CompletionResult.accepted(subject, new Basis(TIME, "course", null, 1L), 1);
    }

    private void stored(UUID requestId, long offset) {
        known.stored(Ids.eventOfRequest(requestId), Undecided.untilDecided(new Position(0, offset), ASKED));
    }

    private void decided(UUID requestId, long inOffset, long at) {
        known.decided(result(requestId, "enrollment", inOffset), new Position(0, at));
    }

    @Test
    void shouldKnowAnUndecidedRequest() {
        stored(request, 7);

        assertThat(known.undecided(event, 0)).isNotNull();
        assertThat(known.result(event)).isNull();
    }

    @Test
    void shouldForgetThatARequestWasUndecidedOnceItIsDecided() {
        stored(request, 7);
        decided(request, 7, 1);

        assertThat(known.undecided(event, 0)).isNull();
        assertThat(known.result(event)).isNotNull().extracting(Decided::asked).isEqualTo(ASKED);
    }

    @Test
    void shouldNotTakeARequestForUndecidedWhoseResultWasReadFirst() {
        decided(request, 7, 1);
        stored(request, 7);

        assertThat(known.undecided(event, 0)).isNull();
    }

    @Test
    void shouldTakeARetryForUndecidedUntilItsOwnResultIsRead() {
        stored(request, 7);
        decided(request, 7, 1);
        stored(request, 9);
        assertThat(known.undecided(event, 0)).isNotNull();

        decided(request, 9, 2);
        assertThat(known.undecided(event, 0)).isNull();
    }

    @Test
    void shouldStopBelievingThatARequestIsUndecidedThatHasToBeDecidedByNow() {
        known.stored(event, new Undecided(new Position(0, 7), null, 100));

        assertThat(known.undecided(event, 100)).isNotNull();
        assertThat(known.undecided(event, 101)).isNull();
    }

    @Test
    void shouldForgetTheOldestOverItsBounds() {
        stored(request, 1);
        stored(UUID.randomUUID(), 2);
        stored(UUID.randomUUID(), 3);
        assertThat(known.undecided(event, 0)).isNull();
        assertThat(known.undecidedCount()).isEqualTo(2);

        decided(request, 1, 1);
        for (int offset = 2; offset < 5; offset++) {
            decided(UUID.randomUUID(), offset, offset);
        }
        assertThat(known.result(event)).isNull();
        assertThat(known.resultCount()).isEqualTo(3);
    }

    @Test
    void shouldTellAnEnrollmentsResultsAfterOneInOrder() {
        decided(UUID.randomUUID(), 1, 10);
        known.decided(result(UUID.randomUUID(), "another", 2), new Position(0, 11));
        decided(UUID.randomUUID(), 3, 12);

        assertThat(known.results("enrollment", 9))
                .extracting(found -> found.at().offset())
                .containsExactly(10L, 12L);
        assertThat(known.results("enrollment", 10))
                .extracting(found -> found.at().offset())
                .containsExactly(12L);
        assertThat(known.results("nobody", -1)).isEmpty();
    }

    @Test
    void shouldSayWhetherResultsMayBeMissing() {
        assertThat(known.isCompleteAfter(new Position(0, 5))).isTrue();
        for (int offset = 10; offset < 15; offset++) {
            decided(UUID.randomUUID(), offset, offset);
        }

        assertThat(known.isCompleteAfter(new Position(0, 8))).isFalse();
        assertThat(known.isCompleteAfter(new Position(0, 10))).isFalse();
        assertThat(known.isCompleteAfter(new Position(0, 11))).isTrue();
        assertThat(known.isCompleteAfter(new Position(1, 0))).isTrue();
    }

    @Test
    void shouldTellTheLastResultsFirst() {
        for (int offset = 1; offset < 4; offset++) {
            decided(UUID.randomUUID(), offset, offset);
        }

        assertThat(known.latest(2)).extracting(found -> found.at().offset()).containsExactly(3L, 2L);
    }
}
