package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import dev.oncemark.streams.metrics.DecisionMetrics;
import dev.oncemark.streams.processor.DecisionProcessor.Decider;
import dev.oncemark.streams.processor.Input.EnrollmentRow;
import dev.oncemark.streams.processor.Input.ProgressGone;
import dev.oncemark.streams.processor.Input.ProgressRow;
import dev.oncemark.streams.processor.Input.Requested;
import dev.oncemark.streams.processor.Input.UnreadableRow;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * One task's enrollments: get, decide, put, forward. Whatever becomes known of an enrollment is settled in one order:
 * imported rows first, then what is due for its course, then the parked requests.
 */
final class EnrollmentTask {

    private final ProcessorContext<Object, Object> context;
    private final long grace;
    private final Decider decider;
    private final DecisionMetrics metrics;
    private final int partition;
    private final StallAwareClock clock;
    private final EnrollmentStates enrollments;
    private final OutlineCache outlines;
    private final Parking parking;
    private final UnreadableRows unreadable;
    private final Reevaluation reevaluation;
    private final ResultForwarder results;
    private final Imports imports;
    private final CourseSteps course;

    EnrollmentTask(
            ProcessorContext<Object, Object> context, ParkingLimits limits, Decider decider, DecisionMetrics metrics) {
        this.context = context;
        this.grace = limits.grace().toMillis();
        this.decider = decider;
        this.metrics = metrics;
        this.partition = context.taskId().partition();
        this.clock = new StallAwareClock(context.currentSystemTimeMs());
        this.enrollments = new EnrollmentStates(
                context.getStateStore(Names.ENROLLMENTS), context.getStateStore(Names.ENROLLMENTS_BY_COURSE));
        this.outlines = new OutlineCache(context.getStateStore(Names.OUTLINES));
        this.parking = new Parking(context.getStateStore(Names.PARKED), limits.bound());
        this.unreadable = new UnreadableRows(context.getStateStore(Names.IMPORTS));
        metrics.unreadable(partition, unreadable.count());
        this.reevaluation =
                new Reevaluation(context, context.getStateStore(Names.REEVALUATIONS), enrollments, this::reevaluate);
        this.results = new ResultForwarder(context, outlines, metrics);
        this.imports = new Imports(new WaitingImports(context.getStateStore(Names.IMPORTS)), outlines, results);
        this.course = new CourseSteps(context, outlines, unreadable, new CourseForwarder(context, metrics));
    }

    /** A request came. It waits behind those of its enrollment that are parked and hold it. */
    void onRequest(Requested requested) {
        String id = requested.enrollmentId();
        boolean isHeld = parking.has(id) && parking.holds(requested, isCourseKnown(id));
        if (!isHeld && decide(requested, false)) {
            return;
        }
        if (parking.isFull()) {
            // The parked ones before it are rejected before it: results keep the order of requests.
            release(id, true);
            decide(requested, true);
        } else {
            parking.park(new Parked(requested, context.currentSystemTimeMs()));
        }
        metrics.parked(partition, parking.size());
    }

    /** A row of {@code enrollment} came. One that is older than what is known changes nothing. */
    void onEnrollmentRow(EnrollmentRow row) {
        String id = row.enrollmentId();
        Enrollment before = enrollments.get(id);
        if (before != null
                && !row.snapshot()
                && row.lsn() != 0
                && row.lsn() < before.membership().rowVersion()) {
            return;
        }
        String learner = row.learnerId() == null && before != null ? before.learnerId() : row.learnerId();
        String course = row.courseId() == null && before != null ? before.courseId() : row.courseId();
        boolean unused = isReadAgain(id, RowIdentity.ENROLLMENT.row(), null);
        if (learner == null || course == null) {
            return;
        }
        long version = before != null && row.lsn() == 0 ? before.membership().rowVersion() : row.lsn();
        var membership = new Membership(learner, row.active(), version, row.endedAt());
        Enrollment after = before == null
                ? Enrollment.of(membership, course).withImports(imports.isWaiting(id), 0)
                : before.withRow(membership, course);
        enrollments.move(id, before, after);
        settle(id, before, after);
        release(id, false);
    }

    /** A row of {@code progress} came. It waits until the enrollment, its course and the lesson are known. */
    void onProgressRow(ProgressRow came) {
        ProgressRow row = came.notAfter(context.currentSystemTimeMs());
        String id = row.enrollmentId();
        boolean isReadAgain = isReadAgain(id, row.row(), row.lessonId());
        Enrollment before = enrollments.get(id);
        if (before == null) {
            imports.put(row);
            return;
        }
        Outline outline = outlines.outline(before.courseId());
        Enrollment after = outline == null ? null : imports.applied(row, before, outline);
        if (outline == null || after == null) {
            imports.put(row);
            if (!before.imports().waiting()) {
                long triedUnder = outline == null ? 0 : outline.version();
                enrollments.put(id, before.withImports(true, triedUnder));
            }
        } else if (!after.equals(before)) {
            enrollments.put(id, course.accepted(id, after, row.lessonId(), Origin.IMPORT, row.traceParent()));
        }
        if (isReadAgain) {
            reevaluate(id, before.courseId());
        }
        if (after != null) {
            imports.forget(row, before);
            release(id, false);
        }
    }

    /** A row of {@code progress} says nothing any more. What it said before stays. */
    void onProgressGone(ProgressGone gone) {
        String id = gone.enrollmentId();
        if (isReadAgain(id, gone.identity().row(), gone.identity().lesson())) {
            Enrollment enrollment = enrollments.get(id);
            if (enrollment != null) {
                settle(id, enrollment, enrollment);
            }
        }
    }

    /** A row of the enrollment could not be read: until it can, its course is not completed. */
    void onUnreadableRow(UnreadableRow row) {
        unreadable.add(row);
        metrics.unreadable(partition, unreadable.count());
    }

    private boolean isReadAgain(String id, @Nullable String row, @Nullable String lesson) {
        boolean isReadAgain = unreadable.remove(id, row, lesson);
        if (isReadAgain) {
            metrics.unreadable(partition, unreadable.count());
        }
        return isReadAgain;
    }

    /** A course has another outline from now on. */
    void onOutline(CourseOutline outline) {
        outlines.put(outline);
        for (String id : parking.enrollmentIds()) {
            Enrollment enrollment = enrollments.get(id);
            if (enrollment != null && enrollment.courseId().equals(outline.courseId())) {
                settle(id, enrollment, enrollment);
                release(id, false);
            }
        }
        reevaluation.start(outline.courseId());
        metrics.reevaluating(partition, reevaluation.underWay());
    }

    /**
     * Time passed: requests that were parked for the whole grace period are decided by what is known.
     *
     * @param fetches how many fetches the broker has answered so far
     */
    void expire(long fetches) {
        clock.update(context.currentSystemTimeMs(), fetches);
        for (String id : parking.enrollmentIds()) {
            if (isExpired(Objects.requireNonNull(parking.head(id)))) {
                release(id, false);
            }
        }
        metrics.reevaluating(partition, reevaluation.underWay());
    }

    void close() {
        metrics.closed(partition);
    }

    /** Decides the enrollment's parked requests in their order, but for those that one that stays parked holds. */
    private void release(String id, boolean last) {
        if (parking.has(id)) {
            parking.release(id, isCourseKnown(id), parked -> decide(parked.requested(), last || isExpired(parked)));
        }
        metrics.parked(partition, parking.size());
    }

    private boolean isCourseKnown(String id) {
        Enrollment enrollment = enrollments.get(id);
        Outline outline = enrollment == null ? null : outlines.outline(enrollment.courseId());
        return outline != null && !outline.isDeleted();
    }

    private boolean isExpired(Parked parked) {
        return clock.elapsedSince(parked.since(), context.currentSystemTimeMs()) >= grace;
    }

    /** Whether the request was decided; where this is its {@code last} chance, it is in any case. */
    private boolean decide(Requested requested, boolean last) {
        String id = requested.enrollmentId();
        Enrollment enrollment = upToDate(id);
        Outline outline = enrollment == null ? null : outlines.outline(enrollment.courseId());
        Verdict verdict = decider.decide(enrollment, outlines, requested.request());
        if (verdict.isPending() && !last) {
            return false;
        }
        results.decided(requested, verdict, enrollment, outline);
        if (verdict.after() != null) {
            enrollments.put(id, course.after(requested, verdict, outline));
        }
        return true;
    }

    /** The enrollment's state, with every imported row applied that can be. */
    private @Nullable Enrollment upToDate(String id) {
        Enrollment enrollment = enrollments.get(id);
        return enrollment == null || !enrollment.imports().waiting() ? enrollment : settle(id, enrollment, enrollment);
    }

    private void reevaluate(String id, String courseId) {
        Enrollment enrollment = enrollments.get(id);
        if (enrollment != null && enrollment.courseId().equals(courseId)) {
            settle(id, enrollment, enrollment);
        }
    }

    /** Applies imported rows, does what is due for the course, and puts what is not stored yet. */
    private Enrollment settle(String id, @Nullable Enrollment stored, Enrollment enrollment) {
        Outline outline = outlines.outline(enrollment.courseId());
        Enrollment after =
                outline == null ? enrollment : course.settled(id, imports.applied(id, enrollment, outline), null);
        if (!after.equals(stored)) {
            enrollments.put(id, after);
        }
        return after;
    }
}
