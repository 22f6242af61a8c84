package dev.oncemark.ingest.results;

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.schema.EndedLessonRow.End;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests by event id: pending ones, and the results of others. Both are bounded, the oldest go first. A
 * request's record and its result may be read in either order: offsets tell which came later. Safe to use from any
 * thread; nothing here blocks for longer than a few map operations.
 */
public final class RequestIndex {

    private final Map<UUID, PendingRequest> pending;
    private final RecentResults recent;

    public RequestIndex(int maxPending, int maxResults) {
        this.pending = new Bounded<>(maxPending);
        this.recent = new RecentResults(maxResults);
    }

    /**
     * A request that is stored and has no result yet.
     *
     * @param position the record's
     * @param fingerprint where the record's header has one
     * @param until when to stop believing that it is pending, in milliseconds since 1970
     */
    public record PendingRequest(
            RecordPosition position, @Nullable RequestFingerprint fingerprint, long until) {

        /** One whose result has to come: it is pending until then, however long that takes. */
        public static PendingRequest untilDecided(RecordPosition position, @Nullable RequestFingerprint fingerprint) {
            return new PendingRequest(position, fingerprint, Long.MAX_VALUE);
        }

        boolean isFrom(Caller caller) {
            return isSender(caller, fingerprint);
        }
    }

    /**
     * A result as it was read.
     *
     * @param position the result's record's
     * @param fingerprint the request's, where the request was known
     */
    public record IndexedResult(
            CompletionResult result,
            RecordPosition position,
            @Nullable RequestFingerprint fingerprint) {

        /** Some may read everything; a learner what is the learner's, or what it sent where no learner is known. */
        boolean mayBeReadBy(Caller caller) {
            String learner = result.learnerId();
            return learner == null ? isSender(caller, fingerprint) : caller.mayReadOf(learner);
        }

        /** Whether the request record at {@code request}, or a later one under the same id, has this result. */
        private boolean covers(RecordPosition request) {
            return result.inPartition() == request.partition() && result.inOffset() >= request.offset();
        }
    }

    private static boolean isSender(Caller caller, @Nullable RequestFingerprint fingerprint) {
        return caller.mayReadOfAll() || (fingerprint != null && fingerprint.sender() == caller.nameHash());
    }

    /** A request's record is stored; it stays pending unless its result was read already. */
    public synchronized void stored(UUID event, PendingRequest request) {
        // First, since each request comes twice: when it is acknowledged, and when it is read.
        PendingRequest known = pending.get(event);
        if (known != null && known.position().offset() >= request.position().offset()) {
            return;
        }
        IndexedResult result = recent.of(event);
        if (result == null || !result.covers(request.position())) {
            pending.put(event, request);
        }
    }

    /** A request's result was read at {@code position}. */
    synchronized IndexedResult decided(CompletionResult result, RecordPosition position) {
        UUID event = Ids.eventIdOfRequest(result.requestId());
        PendingRequest request = pending.get(event);
        IndexedResult indexed = new IndexedResult(result, position, request == null ? null : request.fingerprint());
        if (request != null && indexed.covers(request.position())) {
            pending.remove(event);
        }
        recent.add(event, indexed);
        return indexed;
    }

    /** The enrollment's recent results after {@code offset} of its partition, the oldest first. */
    synchronized List<IndexedResult> results(String enrollmentId, long offset) {
        return recent.of(enrollmentId, offset);
    }

    /** Whether all results of the partition after this offset are among the recent ones. */
    synchronized boolean isCompleteAfter(int partition, long offset) {
        return recent.isCompleteAfter(partition, offset);
    }

    /** The last results of all, the latest first. */
    synchronized List<IndexedResult> latest(int count) {
        return recent.latest(count);
    }

    /** The latest result of the request whose event this is, if it is among the recent ones. */
    public synchronized @Nullable IndexedResult result(UUID event) {
        return recent.of(event);
    }

    /**
     * The end of the time in which this verdict on a completion or a waiver was so: what took its lesson back since; null
     * where nothing did. Verdicts on other commands do not end. A take-back is here for longer than what came before it.
     */
    public @Nullable End endOf(IndexedResult verdict) {
        CompletionResult result = verdict.result();
        String lessonId = result.lessonId();
        if (lessonId == null || (result.command() != null && result.command() != Kind.WAIVE)) {
            return null;
        }
        long offset = verdict.position().offset();
        return ended(firstAfter(result.enrollmentId(), offset, later -> takesBack(later, lessonId)));
    }

    /** As of a row that PostgreSQL has: the sink may not have stored yet that it has ended. */
    public @Nullable End endOfRow(CompletionResult accepted) {
        if (accepted.status() != Status.ACCEPTED) {
            return null;
        }
        long sequence = Objects.requireNonNull(accepted.sequence(), "an accepted result has a sequence");
        String lessonId = accepted.lesson();
        return ended(firstAfter(
                accepted.enrollmentId(),
                -1,
                later -> takesBack(later, lessonId) && Objects.requireNonNull(later.sequence()) > sequence));
    }

    /** The acceptance by which a lesson that is complete became so, if it is among the recent results. */
    synchronized @Nullable CompletionResult standing(String enrollmentId, String lessonId) {
        CompletionResult standing = null;
        for (IndexedResult indexed : recent.of(enrollmentId, -1)) {
            CompletionResult result = indexed.result();
            if (takesBack(result, lessonId)) {
                standing = null;
            } else if (result.status() == Status.ACCEPTED && lessonId.equals(result.lessonId())) {
                standing = result;
            }
        }
        return standing;
    }

    private synchronized @Nullable IndexedResult firstAfter(
            String enrollmentId, long offset, Predicate<CompletionResult> wanted) {
        return recent.firstAfter(enrollmentId, offset, wanted);
    }

    private static boolean takesBack(CompletionResult result, String lessonId) {
        return result.status() == Status.RESET
                || (result.status() == Status.REVOKED && lessonId.equals(result.lessonId()));
    }

    private static @Nullable End ended(@Nullable IndexedResult takeBack) {
        return takeBack == null ? null : End.of(takeBack.result());
    }

    /** The request whose event this is, if it is known to be pending at {@code now}. */
    public synchronized @Nullable PendingRequest pending(UUID event, long now) {
        PendingRequest request = pending.get(event);
        return request == null || request.until() < now ? null : request;
    }

    public synchronized int pendingCount() {
        return pending.size();
    }

    public synchronized int resultCount() {
        return recent.size();
    }

    /** Forgets what was put in first when it is full. */
    private static final class Bounded<V> extends LinkedHashMap<UUID, V> {
        private static final long serialVersionUID = 1;

        private final int max;

        Bounded(int max) {
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
            return size() > max;
        }
    }
}
