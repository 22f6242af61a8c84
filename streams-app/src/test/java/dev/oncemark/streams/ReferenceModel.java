package dev.oncemark.streams;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Ids;
import dev.oncemark.streams.EnrollmentModel.Acceptance;
import dev.oncemark.streams.EnrollmentModel.Parked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What docs/design.md, sections 4 to 6, says, told the slow and obvious way: maps of maps, everything looked at again after every
 * change. Shares no code with the app. What it tells are lines of text, by enrollment, in order.
 */
final class ReferenceModel {

    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final int bound;
    private final WaitingOrder order;
    private final CatalogModel catalog;
    private final Supplier<Instant> clock;
    private final Map<String, EnrollmentModel> enrollments = new TreeMap<>();
    private Instant startedAt = Instant.EPOCH;

    ReferenceModel(int bound, WaitingOrder order, CatalogModel catalog, Supplier<Instant> clock) {
        this.bound = bound;
        this.order = order;
        this.catalog = catalog;
        this.clock = clock;
    }

    Map<String, List<String>> results() {
        return told(enrollment -> enrollment.results);
    }

    Map<String, List<String>> completions() {
        return told(enrollment -> enrollment.completion.told);
    }

    Map<String, List<String>> changes() {
        return told(enrollment -> enrollment.completion.changes);
    }

    private Map<String, List<String>> told(Function<EnrollmentModel, List<String>> what) {
        Map<String, List<String>> all = new TreeMap<>();
        enrollments.forEach((id, enrollment) -> all.put(id, List.copyOf(what.apply(enrollment))));
        all.values().removeIf(List::isEmpty);
        return all;
    }

    /** When the completions were of an enrollment that has so many, if they were decided at these times. */
    List<Instant> dates(String enrollmentId, List<Instant> decidedAt) {
        CompletionModel completion = enrollment(enrollmentId).completion;
        List<Instant> dates = new ArrayList<>();
        for (int number = 1; number <= Math.min(decidedAt.size(), completion.told.size()); number++) {
            dates.add(completion.date(number, decidedAt));
        }
        return dates;
    }

    private EnrollmentModel enrollment(String id) {
        return enrollments.computeIfAbsent(id, EnrollmentModel::new);
    }

    // The catalog, a transaction at a time: the end is what counts.

    CatalogModel catalog() {
        return catalog;
    }

    void transactionEnds() {
        catalog.transactionEnds();
        enrollments.values().forEach(this::settle);
    }

    void catalogIsRead() {
        catalog.snapshotEnds();
        enrollments.values().forEach(this::settle);
    }

    void catalogIsQuiet() {
        catalog.timePasses();
        enrollments.values().forEach(this::settle);
    }

    // Rows.

    /** @param endedAt what the row says of when it ended, if anything; what was still to come when it was written is a plan */
    void enrollment(
            String id, String learner, String courseId, boolean active, @Nullable Instant endedAt, Instant writtenAt) {
        EnrollmentModel enrollment = enrollment(id);
        enrollment.learner = learner;
        enrollment.active = active;
        boolean isPlanned = endedAt != null && endedAt.isAfter(writtenAt.plus(CLOCKS));
        enrollment.endedAt = endedAt == null || isPlanned ? null : endedAt.isAfter(writtenAt) ? writtenAt : endedAt;
        move(enrollment, courseId);
        settle(enrollment);
    }

    /** The platform has no learner yet, or none any more: the row does not count. */
    void invitation(String id, String courseId) {
        EnrollmentModel enrollment = enrollment(id);
        if (enrollment.course != null) {
            enrollment.active = false;
            enrollment.endedAt = null;
            move(enrollment, courseId);
            settle(enrollment);
        }
    }

    private static void move(EnrollmentModel enrollment, String courseId) {
        if (!courseId.equals(enrollment.course)) {
            enrollment.course = courseId;
            enrollment.completion.moved();
        }
    }

    void progress(String id, String lesson, Instant at) {
        EnrollmentModel enrollment = enrollment(id);
        enrollment.unreadable.remove(lesson);
        enrollment.imports.remove(lesson);
        enrollment.imports.put(lesson, at.isAfter(clock.get()) ? clock.get() : at);
        settle(enrollment);
    }

    void progressGone(String id, String lesson) {
        EnrollmentModel enrollment = enrollment(id);
        enrollment.unreadable.remove(lesson);
        settle(enrollment);
    }

    void unreadableProgress(String id, String lesson) {
        enrollment(id).unreadable.add(lesson);
    }

    private void settle(EnrollmentModel enrollment) {
        CatalogModel.Course course = catalog.find(enrollment.course);
        if (course != null && course.isKnown()) {
            List.copyOf(enrollment.imports.keySet()).stream()
                    .filter(course::everHad)
                    .forEach(lesson -> imported(enrollment, course, lesson));
        }
        evaluate(enrollment);
        release(enrollment, false);
    }

    /** What the platform had recorded counts, whoever the learner is, unless it was taken back since. */
    private static void imported(EnrollmentModel enrollment, CatalogModel.Course course, String lesson) {
        Instant at = Objects.requireNonNull(enrollment.imports.remove(lesson));
        if (enrollment.completed.containsKey(lesson) || enrollment.isOver(lesson, at)) {
            return;
        }
        UUID requestId = Ids.requestIdOfImport(enrollment.id, lesson);
        enrollment.accept(new Acceptance(requestId, lesson, at));
        enrollment.tell(new Line()
                .with("status", "ACCEPTED")
                .with("request", requestId)
                .with("lesson", lesson)
                .with("origin", "IMPORT")
                .with("at", at)
                .with("sequence", enrollment.sequence)
                .with("completed", course.requiredOf(enrollment.completed.keySet()))
                .with("required", course.requiredNow())
                .with("event", enrollment.eventOfAcceptance(lesson)));
        enrollment.completion.note(course, lesson, "IMPORT");
    }

    private void evaluate(EnrollmentModel enrollment) {
        if (enrollment.course != null) {
            enrollment.completion.evaluate(catalog.find(enrollment.course));
        }
    }

    // Requests.

    void request(CompletionRequest request) {
        EnrollmentModel enrollment = enrollment(request.enrollmentId());
        if (!isHeld(enrollment, enrollment.parked, request) && decide(enrollment, request, false)) {
            return;
        }
        long parked = enrollments.values().stream()
                .mapToLong(any -> any.parked.size())
                .sum();
        if (parked >= bound) {
            release(enrollment, true);
            decide(enrollment, request, true);
        } else {
            enrollment.parked.add(new Parked(request, clock.get()));
        }
    }

    private boolean decide(EnrollmentModel enrollment, CompletionRequest request, boolean last) {
        var verdict = new VerdictModel(enrollment, catalog.find(enrollment.course), request, last);
        boolean isTold = verdict.tell();
        if (isTold) {
            evaluate(enrollment);
        }
        return isTold;
    }

    void timePasses() {
        enrollments.values().forEach(enrollment -> release(enrollment, false));
    }

    /** The grace period begins again. */
    void restarts() {
        catalog.restarts();
        startedAt = clock.get();
    }

    private void release(EnrollmentModel enrollment, boolean last) {
        List<Parked> staying = new ArrayList<>();
        for (Parked parked : List.copyOf(enrollment.parked)) {
            if (isHeld(enrollment, staying, parked.request())
                    || !decide(enrollment, parked.request(), last || isOver(parked))) {
                staying.add(parked);
            }
        }
        enrollment.parked.clear();
        enrollment.parked.addAll(staying);
    }

    /** Whether the request has to wait because of those before it that wait. */
    private boolean isHeld(EnrollmentModel enrollment, List<Parked> before, CompletionRequest request) {
        CatalogModel.Course course = catalog.find(enrollment.course);
        boolean isCourseKnown = course != null && course.isKnown() && course.isPresent();
        return !before.isEmpty()
                && (!isCourseKnown
                        || order == WaitingOrder.BY_ENROLLMENT
                        || isCommand(request)
                        || before.stream()
                                .map(Parked::request)
                                .anyMatch(any -> isCommand(any) || Objects.equals(lesson(any), lesson(request))));
    }

    private boolean isCommand(CompletionRequest request) {
        return request.command() != null && order != WaitingOrder.WITHOUT_BARRIERS;
    }

    private static @Nullable String lesson(CompletionRequest request) {
        return request.command() == null
                ? request.lessonId()
                : request.command().about();
    }

    private boolean isOver(Parked parked) {
        Instant since = parked.since().isBefore(startedAt) ? startedAt : parked.since();
        return !clock.get().isBefore(since.plus(TestedTopology.GRACE));
    }
}
