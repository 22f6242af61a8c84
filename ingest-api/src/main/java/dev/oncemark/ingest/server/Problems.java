package dev.oncemark.ingest.server;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.ingest.settings.IngestSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every problem that the API answers with. */
public final class Problems {

    private static final int RETRY_SECONDS = 1;

    private Problems() {}

    /** @param why without the field's name, such as "is missing" */
    public static Problem field(String field, String why) {
        return Problem.of(400, "invalid-field", "A field cannot be used", field + " " + why)
                .with("field", Problem.printable(field));
    }

    static Problem unreadableJson(String why) {
        return Problem.of(400, "unreadable-json", "The body is not readable as JSON", why);
    }

    static Problem tooLarge(int limit) {
        return Problem.of(413, "too-large", "The body is too large", "the body may have " + limit + " bytes at most")
                .with("limit", limit);
    }

    static Problem tooManyItems(int limit) {
        return Problem.of(413, "too-large", "The batch is too large", "a batch may have " + limit + " items at most")
                .with("limit", limit);
    }

    static Problem mediaType() {
        return Problem.of(
                415, "unsupported-media-type", "The body has to be JSON", "Content-Type has to be application/json");
    }

    static Problem contentCoding() {
        return Problem.of(
                415,
                "unsupported-media-type",
                "The body's coding is not known",
                "Content-Encoding has to be gzip, or absent");
    }

    static Problem notFound() {
        return Problem.of(404, "not-found", "There is nothing here", "");
    }

    public static Problem unknownRequest(String detail) {
        return Problem.of(404, "unknown-request", "Nothing is known of this request", detail);
    }

    static Problem methodNotAllowed(String method) {
        return Problem.of(405, "method-not-allowed", "The method is not allowed here", method + " is not allowed here");
    }

    /** @param status 400, or 414 or 431 where the first line or the headers are too long */
    static Problem unreadableRequest(int status) {
        return Problem.of(status, "unreadable-request", "The request is not readable as HTTP", "");
    }

    static Problem unauthenticated(String why) {
        return Problem.of(401, "unauthenticated", "The caller is not known", why);
    }

    /** @param seconds until the issuer can be asked again */
    static Problem keysUnavailable(int seconds) {
        return Problem.of(
                        503,
                        "keys-unavailable",
                        "The token cannot be checked now",
                        "the keys of the token's issuer cannot be fetched; the token may be good: keep it")
                .retryAfter(seconds);
    }

    static Problem forbidden(String why) {
        return Problem.of(403, "forbidden", "The caller may not do this", why);
    }

    /** What the operator has to allow first. */
    public static Problem commandsOff() {
        return Problem.of(
                        404,
                        "commands-off",
                        "Commands are not taken here",
                        "the setting " + IngestSettings.COMMANDS_ENABLED + " is false")
                .retryable(true);
    }

    /** @param scope the one that the token lacks */
    public static Problem lacksScope(String scope) {
        return forbidden("the token lacks the scope " + scope);
    }

    public static Problem notOwner() {
        return reason(Reason.NOT_ENROLLMENT_OWNER).with("reason", Reason.NOT_ENROLLMENT_OWNER);
    }

    /** @param header where the key came from */
    public static Problem keyReused(String header) {
        return Problem.of(
                        422,
                        "key-reused",
                        "The key was used for another request",
                        "a key belongs to one completion, or to one command; another one needs another key")
                .with("field", header);
    }

    static Problem tooManyRequests(int seconds) {
        return Problem.of(429, "too-many-requests", "The caller asks too often", "try again in " + seconds + " seconds")
                .retryAfter(seconds);
    }

    public static Problem tooManyClients() {
        return Problem.of(503, "too-many-clients", "Too many clients are connected", "safe to retry with the same key")
                .retryAfter(RETRY_SECONDS);
    }

    public static Problem progressUnavailable() {
        return Problem.of(
                        503,
                        "progress-unavailable",
                        "What is stored cannot be told now",
                        "completions are taken all the same")
                .retryAfter(2 * RETRY_SECONDS);
    }

    static Problem internal() {
        return Problem.of(500, "internal", "Something went wrong here", "");
    }

    public static Problem unavailable(String why) {
        return Problem.of(
                        503,
                        "unavailable",
                        "The request could not be stored in time",
                        why + "; safe to retry with the same key")
                .retryAfter(RETRY_SECONDS);
    }

    /** @param rejected a result with a reason */
    public static Problem rejected(CompletionResult rejected) {
        Reason reason = Objects.requireNonNull(rejected.reason(), "a rejected result has a reason");
        Problem problem = reason(reason);
        return (isByTime(reason) ? problem.withServerTime() : problem)
                .with("reason", reason)
                .with("requestId", rejected.requestId())
                .with("originalRequestId", rejected.originalRequestId())
                .with("completedAt", rejected.completedAt())
                .with("currentAttempt", currentAttempt(rejected))
                .with("statedAt", rejected.statedAt());
    }

    /** Whether the client's clock may be why. */
    private static boolean isByTime(Reason reason) {
        return reason == Reason.ATTEMPT_OVER || reason == Reason.ENROLLMENT_NOT_ACTIVE;
    }

    private static @Nullable Integer currentAttempt(CompletionResult rejected) {
        return switch (Objects.requireNonNull(rejected.reason())) {
            case ATTEMPT_EXISTS, ATTEMPT_SKIPPED, ATTEMPT_OVER, ATTEMPT_NOT_BEGUN -> rejected.attemptNumber();
            case ALREADY_COMPLETED,
                    UNKNOWN_ENROLLMENT,
                    UNKNOWN_COURSE,
                    LESSON_NOT_IN_COURSE,
                    ENROLLMENT_NOT_ACTIVE,
                    NOT_ENROLLMENT_OWNER,
                    NOT_COMPLETED,
                    UNRECOGNIZED -> null;
        };
    }

    private static Problem reason(Reason reason) {
        return problemOf(reason).retryable(reason.isRetryable());
    }

    private static Problem problemOf(Reason reason) {
        return switch (reason) {
            case ALREADY_COMPLETED ->
                Problem.of(409, "already-completed", "The lesson is completed already", "another request completed it");
            case UNKNOWN_ENROLLMENT ->
                Problem.of(404, "unknown-enrollment", "The enrollment is not known", "no such enrollment came in time");
            case UNKNOWN_COURSE ->
                Problem.of(404, "unknown-course", "The course is not known", "the enrollment's course is not known");
            case LESSON_NOT_IN_COURSE ->
                Problem.of(
                        422,
                        "lesson-not-in-course",
                        "The lesson is not part of the course",
                        "the enrollment's course has no such lesson");
            case ENROLLMENT_NOT_ACTIVE ->
                Problem.of(409, "enrollment-not-active", "The enrollment is not active", "only active ones progress");
            case NOT_ENROLLMENT_OWNER ->
                Problem.of(
                        403, "not-enrollment-owner", "The enrollment is another learner's", "it is not the caller's");
            case NOT_COMPLETED ->
                Problem.of(
                        409,
                        "not-completed",
                        "There is nothing to take back",
                        "the lesson is not complete, or not by the request that revokes names");
            case ATTEMPT_EXISTS ->
                Problem.of(409, "attempt-exists", "The attempt has begun before", "currentAttempt is under way");
            case ATTEMPT_SKIPPED ->
                Problem.of(
                        409,
                        "attempt-skipped",
                        "It is not the next attempt",
                        "the next is the one after currentAttempt");
            case ATTEMPT_OVER ->
                Problem.of(
                        409,
                        "attempt-over",
                        "The attempt is over",
                        "it was completed in an attempt that is over, or before it was taken back");
            case ATTEMPT_NOT_BEGUN ->
                Problem.of(409, "attempt-not-begun", "The attempt has not begun", "currentAttempt is under way");
            case UNRECOGNIZED ->
                Problem.of(409, "rejected", "The request was rejected", "for a reason that this version does not know");
        };
    }
}
