package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.decision.Decision;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.Undecided;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.processor.DecisionProcessor.Setup;
import dev.oncemark.streams.processor.DecisionProcessor.Stores;
import dev.oncemark.streams.processor.Input.Asked;
import dev.oncemark.streams.processor.Input.EnrollmentRow;
import dev.oncemark.streams.processor.Input.ProgressRow;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * One task's enrollments: get, decide, put, announce. Whatever becomes known of an enrollment is settled in one order:
 * imported rows first, then whether its course is complete, then the requests that were parked.
 */
final class EnrollmentTask {

    private final ProcessorContext<Object, Object> context;
    private final Setup setup;
    private final int partition;
    private final ReadingTime reading;
    private final EnrollmentStates enrollments;
    private final OutlineCopies outlines;
    private final Parking parking;
    private final WaitingImports imports;
    private final Reevaluation reevaluation;
    private final Announcements announcements;

    EnrollmentTask(ProcessorContext<Object, Object> context, Setup setup) {
        this.context = context;
        this.setup = setup;
        this.partition = context.taskId().partition();
        this.reading = new ReadingTime(context.currentSystemTimeMs());
        Stores stores = setup.stores();
        this.enrollments = new EnrollmentStates(
                context.getStateStore(stores.enrollments()), context.getStateStore(stores.byCourse()));
        this.outlines = new OutlineCopies(context.getStateStore(stores.outlines()));
        this.parking = new Parking(
                context.getStateStore(stores.parked()), setup.waiting().bound());
        this.imports = new WaitingImports(context.getStateStore(stores.imports()));
        this.reevaluation =
                new Reevaluation(context, context.getStateStore(stores.reevaluations()), enrollments, this::lookAgain);
        this.announcements = new Announcements(context, setup.outputs(), setup.metrics());
    }

    /** A request came. It queues behind those of its enrollment that wait already. */
    void asked(Asked asked) {
        String id = asked.enrollmentId();
        if (!parking.holds(id) && decide(asked, false)) {
            return;
        }
        if (parking.isFull()) {
            // Whoever waits before it is rejected before it: results keep the order of requests.
            release(id, true);
            decide(asked, true);
        } else {
            parking.park(new Parked(asked, context.currentSystemTimeMs()));
        }
        setup.metrics().parked(partition, parking.size());
    }

    /** A row of {@code enrollment} came. One that is older than what is known changes nothing. */
    void enrollment(EnrollmentRow row) {
        String id = row.enrollmentId();
        Enrollment before = enrollments.get(id);
        if (before != null && !row.snapshot() && row.lsn() != 0 && row.lsn() < before.rowVersion()) {
            return;
        }
        Enrollment after = before == null
                ? Enrollment.of(row.learnerId(), row.courseId(), row.active(), row.lsn())
                        .withImports(!imports.of(id).isEmpty(), 0)
                : before.withRow(
                        row.learnerId(),
                        row.courseId(),
                        row.active(),
                        row.lsn() == 0 ? before.rowVersion() : row.lsn());
        enrollments.move(id, before, after);
        settle(id, before, after);
        release(id, false);
    }

    /** A row of {@code progress} came. It waits until the enrollment, its course and the lesson are known. */
    void progress(ProgressRow row) {
        Enrollment before = enrollments.get(row.enrollmentId());
        if (before == null) {
            imports.put(row);
            return;
        }
        Outline outline = outlines.outline(before.courseId());
        Enrollment after = outline == null ? null : imported(row, before, outline);
        if (outline == null || after == null) {
            imports.put(row);
            if (!before.importsWaiting()) {
                long triedUnder = outline == null ? 0 : outline.version();
                enrollments.put(row.enrollmentId(), before.withImports(true, triedUnder));
            }
            return;
        }
        if (!after.equals(before)) {
            Header trace = row.source().traceParent();
            enrollments.put(row.enrollmentId(), withCourse(row.enrollmentId(), after, outline, Origin.IMPORT, trace));
        }
        release(row.enrollmentId(), false);
    }

    /** A course has another outline from now on. */
    void outlineChanged(CourseOutline outline) {
        outlines.changed(outline);
        for (String id : parking.enrollmentIds()) {
            Enrollment enrollment = enrollments.get(id);
            if (enrollment != null && enrollment.courseId().equals(outline.courseId())) {
                settle(id, enrollment, enrollment);
                release(id, false);
            }
        }
        reevaluation.start(outline.courseId());
        setup.metrics().reevaluating(partition, reevaluation.underWay());
    }

    /** Time passed: those who waited for the whole grace period are decided by what is known. */
    void expire() {
        reading.look(context.currentSystemTimeMs(), setup.answers().count());
        for (String id : parking.enrollmentIds()) {
            if (isExpired(Objects.requireNonNull(parking.head(id)))) {
                release(id, false);
            }
        }
        setup.metrics().reevaluating(partition, reevaluation.underWay());
    }

    void close() {
        setup.metrics().closed(partition);
    }

    /** Decides the enrollment's parked requests in their order, up to the first that has to wait on. */
    private void release(String id, boolean last) {
        Parked head = parking.head(id);
        while (head != null && decide(head.asked(), last || isExpired(head))) {
            parking.removeHead(id);
            head = parking.head(id);
        }
        setup.metrics().parked(partition, parking.size());
    }

    private boolean isExpired(Parked parked) {
        long waited = reading.since(parked.since(), context.currentSystemTimeMs());
        return waited >= setup.waiting().grace().toMillis();
    }

    /** Whether the request was decided; the {@code last} time it is asked for, it is in any case. */
    private boolean decide(Asked asked, boolean last) {
        String id = asked.enrollmentId();
        Enrollment enrollment = upToDate(id);
        Outline outline = enrollment == null ? null : outlines.outline(enrollment.courseId());
        Verdict verdict = setup.decider().decide(enrollment, outlines, asked.request());
        if (verdict instanceof Undecided && !last) {
            return false;
        }
        announcements.decided(asked, verdict, enrollment, outline);
        if (verdict instanceof Accepted accepted) {
            Header trace = asked.source().traceParent();
            enrollments.put(id, withCourse(id, accepted.after(), Objects.requireNonNull(outline), Origin.API, trace));
        }
        return true;
    }

    /** The enrollment's state, with every imported row applied that can be. */
    private @Nullable Enrollment upToDate(String id) {
        Enrollment enrollment = enrollments.get(id);
        return enrollment == null || !enrollment.importsWaiting() ? enrollment : settle(id, enrollment, enrollment);
    }

    private void lookAgain(String id, String courseId) {
        Enrollment enrollment = enrollments.get(id);
        if (enrollment != null && enrollment.courseId().equals(courseId)) {
            settle(id, enrollment, enrollment);
        }
    }

    /** Applies imported rows, completes the course where that is due, and puts what is not stored yet. */
    private Enrollment settle(String id, @Nullable Enrollment stored, Enrollment enrollment) {
        Outline outline = outlines.outline(enrollment.courseId());
        Enrollment after = enrollment;
        if (outline != null) {
            after = withWaitingImports(id, enrollment, outline);
            Origin origin = after.sequence() > enrollment.sequence() ? Origin.IMPORT : Origin.CATALOG;
            after = withCourse(id, after, outline, origin, null);
        }
        if (!after.equals(stored)) {
            enrollments.put(id, after);
        }
        return after;
    }

    private Enrollment withWaitingImports(String id, Enrollment enrollment, Outline outline) {
        if (!enrollment.importsWaiting() || enrollment.importsTriedUnder() == outline.version()) {
            return enrollment;
        }
        Enrollment after = enrollment;
        boolean someWaitOn = false;
        for (ProgressRow row : imports.of(id)) {
            Enrollment next = imported(row, after, outline);
            if (next == null) {
                someWaitOn = true;
            } else {
                imports.remove(row);
                after = next;
            }
        }
        return after.withImports(someWaitOn, outline.version());
    }

    /** The enrollment with the row applied and announced, or unchanged if it was complete; null if it has to wait. */
    private @Nullable Enrollment imported(ProgressRow row, Enrollment enrollment, Outline outline) {
        UUID requestId = Ids.requestOfImport(row.enrollmentId(), row.lessonId());
        Enrollment after =
                Decision.importCompletion(enrollment, outlines, row.lessonId(), requestId, row.completedAt());
        if (after != null && after.sequence() > enrollment.sequence()) {
            announcements.imported(row, requestId, after, outline);
        }
        return after;
    }

    /** The enrollment, with its course completed and announced if that is due now. */
    private Enrollment withCourse(
            String id, Enrollment enrollment, Outline outline, Origin origin, @Nullable Header trace) {
        if (!Decision.completesCourse(enrollment, outlines)) {
            return enrollment;
        }
        long at = origin == Origin.CATALOG ? context.currentSystemTimeMs() : enrollment.latestCompletedAt();
        Enrollment after = enrollment.withCourseCompleted(at);
        announcements.courseCompleted(id, after, outline, origin, trace);
        return after;
    }
}
