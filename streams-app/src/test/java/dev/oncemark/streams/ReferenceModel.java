package dev.oncemark.streams;

import dev.oncemark.contracts.CompletionRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What docs/design.md, sections 4 to 6, says, told the slow and obvious way: maps of maps, everything looked at again after every
 * change. Shares no code with the app. Results are lines of text, by enrollment, in order.
 */
final class ReferenceModel {

    private record Done(UUID requestId, Instant at) {}

    private record Parked(CompletionRequest request, Instant since) {}

    private static final class Enrollment {
        @Nullable
        String course;

        String learner = "";
        boolean active;
        boolean completed;

        /** What made everything complete that the course requires, as long as nobody was told. */
        @Nullable
        String completedBy;

        @Nullable
        Instant latestRequired;

        long sequence;
        final Set<String> unreadable = new HashSet<>();
        final Map<String, Done> done = new HashMap<>();
        final Deque<String> latestLessons = new ArrayDeque<>();
        final Map<String, Instant> imports = new LinkedHashMap<>();
        final List<Parked> parked = new ArrayList<>();
        final List<String> results = new ArrayList<>();
        final List<String> completions = new ArrayList<>();
    }

    private final int bound;
    private final CatalogModel catalog;
    private final Supplier<Instant> clock;
    private final Map<String, Enrollment> enrollments = new TreeMap<>();
    private Instant startedAt = Instant.EPOCH;

    ReferenceModel(int bound, CatalogModel catalog, Supplier<Instant> clock) {
        this.bound = bound;
        this.catalog = catalog;
        this.clock = clock;
    }

    Map<String, List<String>> results() {
        Map<String, List<String>> all = new TreeMap<>();
        enrollments.forEach((id, enrollment) -> all.put(id, List.copyOf(enrollment.results)));
        all.values().removeIf(List::isEmpty);
        return all;
    }

    Map<String, List<String>> completions() {
        Map<String, List<String>> all = new TreeMap<>();
        enrollments.forEach((id, enrollment) -> all.put(id, List.copyOf(enrollment.completions)));
        all.values().removeIf(List::isEmpty);
        return all;
    }

    /** When the last required lesson of the enrollment's completed course was done; null without one. */
    @Nullable
    Instant latestRequired(String enrollmentId) {
        Enrollment enrollment = enrollments.get(enrollmentId);
        return enrollment == null ? null : enrollment.latestRequired;
    }

    // The catalog, a transaction at a time: the end is what counts.

    CatalogModel catalog() {
        return catalog;
    }

    void transactionEnds() {
        catalog.transactionEnds();
        enrollments.values().forEach(enrollment -> settle(enrollment));
    }

    void catalogIsRead() {
        catalog.snapshotEnds();
        enrollments.values().forEach(enrollment -> settle(enrollment));
    }

    void catalogIsQuiet() {
        catalog.timePasses();
        enrollments.values().forEach(enrollment -> settle(enrollment));
    }

    void enrollment(String id, String learner, String courseId, boolean active) {
        Enrollment enrollment = enrollments.computeIfAbsent(id, key -> new Enrollment());
        enrollment.learner = learner;
        move(enrollment, courseId);
        enrollment.active = active;
        settle(enrollment);
    }

    private static void move(Enrollment enrollment, String courseId) {
        enrollment.completedBy = courseId.equals(enrollment.course) ? enrollment.completedBy : null;
        enrollment.course = courseId;
    }

    /** The platform has no learner yet, or none any more: the row does not count. */
    void invitation(String id, String courseId) {
        Enrollment enrollment = enrollments.computeIfAbsent(id, key -> new Enrollment());
        if (enrollment.course != null) {
            move(enrollment, courseId);
            enrollment.active = false;
            settle(enrollment);
        }
    }

    void progress(String id, String lesson, Instant at) {
        Enrollment enrollment = enrollments.computeIfAbsent(id, key -> new Enrollment());
        enrollment.unreadable.remove(lesson);
        if (!enrollment.done.containsKey(lesson)) {
            enrollment.imports.remove(lesson);
            enrollment.imports.put(lesson, at.isAfter(clock.get()) ? clock.get() : at);
        }
        settle(enrollment);
    }

    void progressGone(String id, String lesson) {
        Enrollment enrollment = enrollments.computeIfAbsent(id, key -> new Enrollment());
        enrollment.unreadable.remove(lesson);
        settle(enrollment);
    }

    void unreadableProgress(String id, String lesson) {
        enrollments.computeIfAbsent(id, key -> new Enrollment()).unreadable.add(lesson);
    }

    void request(CompletionRequest request) {
        Enrollment enrollment = enrollments.computeIfAbsent(request.enrollmentId(), key -> new Enrollment());
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

    void timePasses() {
        enrollments.values().forEach(enrollment -> release(enrollment, false));
    }

    /** The grace period begins again. */
    void restarts() {
        catalog.restarts();
        startedAt = clock.get();
    }

    private boolean isOver(Parked parked) {
        Instant since = parked.since().isBefore(startedAt) ? startedAt : parked.since();
        return !clock.get().isBefore(since.plus(TestedTopology.GRACE));
    }

    private void settle(Enrollment enrollment) {
        if (enrollment.course == null) {
            return;
        }
        CatalogModel.Course course = catalog.find(enrollment.course);
        if (course != null && course.isKnown()) {
            for (String lesson : List.copyOf(enrollment.imports.keySet())) {
                if (course.everHad(lesson)) {
                    Instant at = Objects.requireNonNull(enrollment.imports.remove(lesson));
                    accept(enrollment, lesson, UUID.randomUUID(), at, "IMPORT");
                }
            }
        }
        completeCourse(enrollment);
        release(enrollment, false);
    }

    /** Whether the request has to wait because of those before it that wait. */
    private boolean isHeld(Enrollment enrollment, List<Parked> before, CompletionRequest request) {
        CatalogModel.Course course = catalog.find(enrollment.course);
        boolean isCourseKnown = course != null && course.isKnown() && course.isPresent();
        return !before.isEmpty()
                && (!isCourseKnown
                        || before.stream()
                                .anyMatch(any -> any.request().lesson().equals(request.lesson())));
    }

    private void release(Enrollment enrollment, boolean last) {
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

    private boolean decide(Enrollment enrollment, CompletionRequest request, boolean last) {
        CatalogModel.Course course = catalog.find(enrollment.course);
        Done done = enrollment.done.get(request.lessonId());
        if (enrollment.course == null) {
            return wait(enrollment, request, "UNKNOWN_ENROLLMENT", last);
        } else if (request.learnerId() != null && !request.learnerId().equals(enrollment.learner)) {
            return reject(enrollment, request, "NOT_ENROLLMENT_OWNER");
        } else if (done != null && !enrollment.latestLessons.contains(request.lessonId())) {
            return reject(enrollment, request, "ALREADY_COMPLETED");
        } else if (done != null && done.requestId().equals(request.requestId())) {
            enrollment.results.add("REPLAYED " + request.requestId() + " " + done.at());
            return true;
        } else if (done != null) {
            return reject(enrollment, request, "ALREADY_COMPLETED at " + done.at());
        } else if (course == null || !course.isKnown() || !course.isPresent()) {
            return wait(enrollment, request, "UNKNOWN_COURSE", last);
        } else if (!enrollment.active) {
            return reject(enrollment, request, "ENROLLMENT_NOT_ACTIVE");
        } else if (!course.has(request.lessonId())) {
            return wait(enrollment, request, "LESSON_NOT_IN_COURSE", last);
        }
        accept(enrollment, request.lessonId(), request.requestId(), request.occurredAt(), "API");
        completeCourse(enrollment);
        return true;
    }

    private static boolean wait(Enrollment enrollment, CompletionRequest request, String reason, boolean last) {
        return last && reject(enrollment, request, reason);
    }

    private static boolean reject(Enrollment enrollment, CompletionRequest request, String reason) {
        enrollment.results.add("REJECTED " + request.requestId() + " " + reason);
        return true;
    }

    private void accept(Enrollment enrollment, String lesson, UUID requestId, Instant at, String origin) {
        enrollment.done.put(lesson, new Done(requestId, at));
        enrollment.latestLessons.addLast(lesson);
        if (enrollment.latestLessons.size() > 16) {
            enrollment.latestLessons.removeFirst();
        }
        enrollment.sequence++;
        String id = origin.equals("API") ? " " + requestId : "";
        enrollment.results.add("ACCEPTED " + origin + id + " " + lesson + " " + at + " #" + enrollment.sequence);
        CatalogModel.Course course = catalog.find(enrollment.course);
        if (course != null && course.required().contains(lesson) && isAllComplete(enrollment, course)) {
            enrollment.completedBy = origin;
        }
    }

    /** Whether nothing is missing, be the course quiet or not. */
    private static boolean isAllComplete(Enrollment enrollment, CatalogModel.Course course) {
        List<String> required = course.required();
        return !enrollment.completed
                && course.mayBeCompleted()
                && !required.isEmpty()
                && enrollment.done.keySet().containsAll(required);
    }

    private void completeCourse(Enrollment enrollment) {
        CatalogModel.Course course = catalog.find(enrollment.course);
        if (course == null || !isAllComplete(enrollment, course)) {
            enrollment.completedBy = null;
        } else if (course.completes() && enrollment.unreadable.isEmpty()) {
            enrollment.completed = true;
            Instant latest = course.required().stream()
                    .map(lesson ->
                            Objects.requireNonNull(enrollment.done.get(lesson)).at())
                    .max(Instant::compareTo)
                    .orElseThrow();
            enrollment.latestRequired = latest;
            String origin = Objects.requireNonNullElse(enrollment.completedBy, "CATALOG");
            enrollment.completions.add(enrollment.course + " " + origin + " at " + latest + " #" + enrollment.sequence);
        }
    }
}
