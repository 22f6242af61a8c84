package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Waiver;
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
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One enrollment of which commands are given: writes what was asked, what became of it, and what is told of the course. */
final class Learner {

    private final HistoryWriter writer;
    private final String enrollment;
    private String course;
    private final Map<String, CompletionResult> complete = new LinkedHashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private List<String> required;
    private long version;
    private long sequence;
    private int attempt = 1;
    private int completions;

    Learner(HistoryWriter writer, String enrollment, String course, List<String> required) {
        this.writer = writer;
        this.enrollment = enrollment;
        this.course = course;
        this.required = required;
        this.version = 1;
        writer.enrollment(enrollment, "learner of " + enrollment, course, "active");
        writer.pass(50);
    }

    /** From now on the enrollment is of another course. */
    void move(String to, String... requiredLessons) {
        course = to;
        writer.enrollment(enrollment, "learner of " + enrollment, course, "active");
        writer.pass(50);
        under(1, requiredLessons);
    }

    /** From now on the outline of this version is known. */
    void under(long catalogVersion, String... requiredLessons) {
        version = catalogVersion;
        required = List.of(requiredLessons);
    }

    CompletionRequest asking(UUID id, @Nullable String lesson, @Nullable Command command) {
        return request(id, lesson, now(), null, null, command);
    }

    /** A completion that says when it occurred, for which attempt it is, or that its id is from a key. */
    CompletionRequest dated(
            UUID id, String lesson, Instant occurredAt, @Nullable Integer ofAttempt, @Nullable Boolean keyed) {
        return request(id, lesson, occurredAt, ofAttempt, keyed, null);
    }

    private CompletionRequest request(
            UUID id,
            @Nullable String lesson,
            Instant occurredAt,
            @Nullable Integer ofAttempt,
            @Nullable Boolean keyed,
            @Nullable Command command) {
        String actor = command == null ? null : "admin";
        return new CompletionRequest(
                id, enrollment, lesson, occurredAt, now(), "client", null, ofAttempt, keyed, command, actor, null);
    }

    void accept(UUID id, String lesson) {
        accept(asking(id, lesson, null));
    }

    void accept(CompletionRequest request) {
        long offset = writer.ask(request);
        accept(request, offset);
    }

    /** Accepts a completion or a waiver that was asked for before. */
    void accept(CompletionRequest request, long offset) {
        String lesson = request.lesson();
        sequence++;
        boolean isLater = attempt > 1 || revoked.contains(lesson);
        CompletionResult bare = CompletionResult.accepted(subject(request, offset), basis(), sequence, null);
        complete.put(lesson, bare);
        CompletionResult result =
                of(request, CompletionResult.accepted(subject(request, offset), basis(), sequence, standing()));
        writer.decide(
                result,
                isLater
                        ? Ids.eventIdOfLaterAcceptance(enrollment, lesson, sequence)
                        : Ids.eventIdOfAcceptance(enrollment, lesson));
        writer.pass(20);
    }

    void waive(UUID id, String lesson) {
        accept(asking(id, null, new Command.Waive(lesson, Waiver.TESTED_OUT)));
    }

    /** Takes back a lesson; {@code ended} is the course completion that ends by that. */
    void revoke(UUID id, String lesson, @Nullable Integer ended) {
        CompletionRequest request = asking(id, null, new Command.Revoke(lesson, "MARKED_BY_MISTAKE", null));
        revoke(request, writer.ask(request), lesson, ended);
    }

    /** Takes back a lesson as was asked for before. */
    void revoke(CompletionRequest request, long offset, String lesson, @Nullable Integer ended) {
        sequence++;
        CompletionResult gone = Objects.requireNonNull(complete.remove(lesson));
        revoked.add(lesson);
        writer.decide(of(
                request,
                CompletionResult.revoked(
                        subject(request, offset), basis(), sequence, standing(), gone.requestId(), ended)));
        if (ended != null) {
            tell(Change.REVOKED, Cause.REVOKE, request, true);
        }
        writer.pass(20);
    }

    void reset(UUID id, boolean keeps, @Nullable Integer ended) {
        CompletionRequest request = asking(id, null, new Command.Reset(attempt + 1, keeps, "RECERTIFICATION"));
        long offset = writer.ask(request);
        sequence++;
        attempt++;
        complete.clear();
        revoked.clear();
        writer.decide(of(request, CompletionResult.reset(subject(request, offset), basis(), sequence, ended)));
        if (completions > 0) {
            tell(ended == null ? Change.ATTEMPT_STARTED : Change.REVOKED, Cause.RESET, request, false);
        }
        writer.pass(20);
    }

    void reject(CompletionRequest request, Reason reason) {
        reject(request, writer.ask(request), reason);
        writer.pass(20);
    }

    void reject(CompletionRequest request, long offset, Reason reason) {
        writer.decide(of(request, CompletionResult.rejected(subject(request, offset), basis(), reason)));
    }

    void replay(CompletionRequest request, long of) {
        long offset = writer.ask(request);
        writer.decide(of(request, CompletionResult.replayed(subject(request, offset), basis(), of)));
        writer.pass(20);
    }

    void completeCourse(Instant completedAt) {
        completions++;
        writer.complete(new CourseCompletion(
                enrollment,
                course,
                "learner of " + enrollment,
                completedAt,
                version,
                required.size(),
                sequence,
                Origin.API,
                now(),
                attempt,
                completions));
        writer.pass(20);
    }

    /** When the last of the lessons was completed that are complete. */
    Instant latest() {
        return complete.values().stream()
                .map(CompletionResult::occurredAt)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** What an outline does to the completion. */
    void tell(Change change) {
        tell(change, Cause.CATALOG, null, change != Change.RESTORED);
        writer.pass(20);
    }

    private void tell(Change change, Cause cause, @Nullable CompletionRequest by, boolean saysMissing) {
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(complete.keySet());
        Command command = by == null ? null : by.command();
        writer.change(new CourseChange(
                enrollment,
                course,
                "learner of " + enrollment,
                change,
                completions,
                attempt,
                sequence,
                cause,
                by == null ? null : by.requestId(),
                command == null ? null : command.code(),
                version,
                saysMissing ? missing.size() : null,
                saysMissing ? missing : null,
                now()));
    }

    private static CompletionResult of(CompletionRequest request, CompletionResult result) {
        Command command = request.command();
        return command == null ? result : result.of(command, request.actorId());
    }

    private Standing standing() {
        long done = required.stream().filter(complete::containsKey).count();
        return new Standing((int) done, required.size());
    }

    private Subject subject(CompletionRequest request, long offset) {
        Command command = request.command();
        return new Subject(
                request.requestId(),
                enrollment,
                command == null ? request.lessonId() : command.about(),
                request.occurredAt(),
                new RecordPosition(COMPLETION_REQUESTS.name(), HistoryWriter.partition(enrollment), offset),
                request.statedAt());
    }

    private Basis basis() {
        return new Basis(now().plusMillis(10), course, "learner of " + enrollment, version, attempt);
    }

    private Instant now() {
        return Instant.ofEpochMilli(writer.now);
    }
}
