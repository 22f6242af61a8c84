package dev.oncemark.contracts.published;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Standing;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records of every form that the apps write. Together they have every field. */
final class Samples {

    static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");

    private static final RecordPosition POSITION = new RecordPosition("completion-requests", 0, 1L << 40);
    private static final Subject SUBJECT = new Subject(ID, "e", "l", TIME, POSITION);
    private static final Subject MISDATED = new Subject(ID, "e", "l", TIME, POSITION, TIME);
    private static final Subject NO_LESSON = new Subject(ID, "e", null, TIME, POSITION);
    private static final Basis KNOWN = new Basis(TIME, "c", "learner", 1L);
    private static final Basis LATER = new Basis(TIME, "c", "learner", 1L, 2);

    private static final Command REVOKE = new Command.Revoke("l", "MARKED_BY_MISTAKE", ID);
    private static final Command WAIVE = new Command.Waive("l", Command.Waiver.TESTED_OUT);
    private static final Command RESET = new Command.Reset(2, false, "AGAIN");

    private Samples() {}

    /** A value and the name of the schema that it is of. */
    record Sample(String schema, Object value) {}

    static Stream<Sample> all() {
        return Stream.of(
                        of("CompletionRequest", requests()),
                        of("CompletionResult", results()),
                        of("CourseCompletion", completions()),
                        of("CourseChange", changes()),
                        of("CourseOutline", outlines()),
                        of("FormerLessonPart", List.of(CourseOutline.part("c", 127, 3, formerLessons()))))
                .flatMap(samples -> samples);
    }

    private static Stream<Sample> of(String schema, List<?> values) {
        return values.stream().map(value -> new Sample(schema, value));
    }

    private static List<CompletionRequest> requests() {
        return List.of(
                new CompletionRequest(ID, "e", "l", TIME, TIME, "client", "learner", 1, true, null, null, TIME),
                request(REVOKE),
                request(WAIVE),
                request(RESET));
    }

    private static CompletionRequest request(Command command) {
        return new CompletionRequest(ID, "e", null, TIME, TIME, "client", null, null, null, command, "admin", null);
    }

    private static List<CompletionResult> results() {
        return List.of(
                CompletionResult.accepted(SUBJECT, KNOWN, 1L << 40, null),
                CompletionResult.accepted(MISDATED, KNOWN, 2, null),
                CompletionResult.replayed(SUBJECT, KNOWN, TIME),
                CompletionResult.alreadyCompleted(SUBJECT, KNOWN, ID, TIME),
                CompletionResult.imported(SUBJECT, KNOWN, 1, null),
                CompletionResult.rejected(SUBJECT, Basis.unknown(TIME), Reason.UNKNOWN_ENROLLMENT),
                CompletionResult.accepted(SUBJECT, LATER, 4, new Standing(1, 2)).of(WAIVE, "admin"),
                CompletionResult.revoked(SUBJECT, KNOWN, 5, new Standing(0, 2), ID, 1)
                        .of(REVOKE, "admin"),
                CompletionResult.reset(NO_LESSON, LATER, 6, 1).of(RESET, "admin"),
                CompletionResult.replayed(NO_LESSON, LATER, 6L).of(RESET, null));
    }

    private static List<CourseCompletion> completions() {
        return List.of(
                new CourseCompletion("e", "c", "l", TIME, 1, 2, 3, Origin.CATALOG),
                new CourseCompletion("e", "c", "l", TIME, 1, 2, 3, Origin.API, TIME, 2, 2),
                new CourseCompletion("e", "c", null, TIME, 1, 0, 0, Origin.IMPORT));
    }

    private static List<CourseChange> changes() {
        return List.of(
                change(Change.REVOKED, Cause.REVOKE, ID, "MARKED_BY_MISTAKE", List.of("l")),
                change(Change.ATTEMPT_STARTED, Cause.RESET, ID, "RECERTIFICATION", null),
                change(Change.REOPENED, Cause.CATALOG, null, null, List.of("l", "m")),
                change(Change.RESTORED, Cause.CATALOG, null, null, null),
                change(Change.CONTENT_CHANGED, Cause.CATALOG, null, null, List.of("l")));
    }

    private static CourseChange change(
            Change change,
            Cause cause,
            @Nullable UUID request,
            @Nullable String reason,
            @Nullable List<String> missing) {
        Integer count = missing == null ? null : missing.size();
        return new CourseChange("e", "c", "learner", change, 1, 2, 5, cause, request, reason, 1L, count, missing, TIME);
    }

    private static List<CourseOutline> outlines() {
        var lessons = List.of(new CourseOutline.Lesson("l", true, 0));
        return List.of(
                new CourseOutline("c", 1, true, lessons, formerLessons(), null),
                new CourseOutline("c", 2, false, List.of(), List.of(), true),
                new CourseOutline("c", 3, true, lessons, List.of(), null, true, 1, 128),
                new CourseOutline("c", 4, true, lessons, List.of(), null, null, null, null, CompletionPolicy.REOPEN));
    }

    private static List<FormerLesson> formerLessons() {
        return List.of(new FormerLesson("f", 1));
    }
}
