package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an id may look like, and the ids that follow from what they are about. Derived ids are UUIDv5 (RFC 9562,
 * section 5.5) in a namespace of Oncemark's own: the same thing has the same id, in every process and after every
 * restart.
 */
public final class Ids {

    /** {@code getInstance} costs more than the digest itself, so each thread keeps one. */
    private static final ThreadLocal<MessageDigest> SHA1 = ThreadLocal.withInitial(Ids::sha1);

    /** The longest enrollment, lesson, course, learner or client id, in UTF-16 units. */
    public static final int MAX_LENGTH = 255;

    /** UUIDv5 of the DNS name {@code oncemark.dev}. */
    static final UUID NAMESPACE = version5(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "oncemark.dev");

    /**
     * ASCII's unit separator, between the parts of a composed key: no id contains a control character, so parts cannot run
     * into each other, and it sorts before every character that an id may contain.
     */
    public static final char SEPARATOR = '\u001f';

    private Ids() {}

    /** Why {@code id} cannot be an id, or null if it can. */
    public static @Nullable String problem(@Nullable String id) {
        if (id == null) {
            return "is missing";
        }
        if (id.isBlank()) {
            return "is empty";
        }
        if (id.length() > MAX_LENGTH) {
            return "is longer than " + MAX_LENGTH + " characters";
        }
        return problemOfCharacters(id);
    }

    private static @Nullable String problemOfCharacters(String id) {
        for (int at = 0; at < id.length(); at++) {
            char c = id.charAt(at);
            if (Character.isISOControl(c)) {
                return "contains a control character";
            }
            if (Character.isSurrogate(c) && !Character.isSurrogatePair(c, at + 1 < id.length() ? id.charAt(++at) : c)) {
                return "is not valid Unicode";
            }
        }
        return null;
    }

    /**
     * {@code id} as it is.
     *
     * @throws InvalidIdException if it cannot be an id; the message begins with {@code field}
     */
    public static String require(String field, @Nullable String id) {
        String problem = problem(id);
        if (id == null || problem != null) {
            throw new InvalidIdException(field, String.valueOf(problem));
        }
        return id;
    }

    /** A text that cannot be an id: {@code field} names it, {@code problem} says why, such as "is empty". */
    public static final class InvalidIdException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String field;
        private final String problem;

        InvalidIdException(String field, String problem) {
            super(field + " " + problem);
            this.field = field;
            this.problem = problem;
        }

        public String field() {
            return field;
        }

        public String problem() {
            return problem;
        }
    }

    /** The request id of a caller's {@code Idempotency-Key}. */
    public static UUID requestIdOfKey(String caller, String key) {
        return of("idempotency-key", caller, key);
    }

    /** The request id of a caller's {@code PUT} of one lesson's completion. */
    public static UUID requestIdOfLesson(String caller, String enrollmentId, String lessonId) {
        return of("lesson-completion", caller, enrollmentId, lessonId);
    }

    /** The request id that an imported {@code progress} row is given. */
    public static UUID requestIdOfImport(String enrollmentId, String lessonId) {
        return of("import", enrollmentId, lessonId);
    }

    /** The request id of a caller's {@code PUT} of one lesson's waiver. */
    public static UUID requestIdOfWaiver(String caller, String enrollmentId, String lessonId, Command.Waiver reason) {
        return of("lesson-waiver", caller, enrollmentId, lessonId, reason.name());
    }

    /** The request id of the beginning of an enrollment's attempt, whoever asks for it. */
    public static UUID requestIdOfAttempt(String enrollmentId, int attempt) {
        return of("attempt", enrollmentId, Integer.toString(attempt));
    }

    /** The event id of a request: a retry under the same request id is the same event. */
    public static UUID eventIdOfRequest(UUID requestId) {
        return of("lesson.completion_requested", requestId.toString());
    }

    /** The event id of the first acceptance of a lesson in an enrollment's first attempt. */
    public static UUID eventIdOfAcceptance(String enrollmentId, String lessonId) {
        return of("lesson.completed", enrollmentId, lessonId);
    }

    /**
     * The event id of an acceptance of a lesson that was taken back before, or in a later attempt than the first.
     *
     * @param sequence the acceptance's
     */
    public static UUID eventIdOfLaterAcceptance(String enrollmentId, String lessonId, long sequence) {
        return of("lesson.completed", enrollmentId, lessonId, Long.toString(sequence));
    }

    /** The event id of the verdict on one request record that accepted nothing, took something back or reset. */
    public static UUID eventIdOfVerdict(RecordPosition request) {
        return of("verdict", request.topic(), Integer.toString(request.partition()), Long.toString(request.offset()));
    }

    /** The event id of the first completion of an enrollment's course. */
    public static UUID eventIdOfCourseCompletion(String enrollmentId) {
        return of("course.completed", enrollmentId);
    }

    /** The event id of an enrollment's {@code completion}-th completion of its course, counted from 1. */
    public static UUID eventIdOfCourseCompletion(String enrollmentId, int completion) {
        return completion == 1
                ? eventIdOfCourseCompletion(enrollmentId)
                : of("course.completed", enrollmentId, Integer.toString(completion));
    }

    /** The event id of a change of what was told of an enrollment's course completion. */
    public static UUID eventIdOfCourseChange(CourseChange change) {
        return eventIdOfCourseChange(
                change.change().name(),
                change.enrollmentId(),
                change.courseId(),
                change.sequence(),
                change.catalogVersion() == null ? 0 : change.catalogVersion());
    }

    /**
     * The event id of such a change, also of one that this version has no {@link CourseChange.Change} for.
     *
     * @param catalogVersion 0 where the record has none
     */
    public static UUID eventIdOfCourseChange(
            String change, String enrollmentId, String courseId, long sequence, long catalogVersion) {
        return of(
                "course.change",
                change,
                enrollmentId,
                courseId,
                Long.toString(sequence),
                Long.toString(catalogVersion));
    }

    /** The event id of one version of a course's outline. */
    public static UUID eventIdOfOutline(String courseId, long version) {
        return of("course.outline_changed", courseId, Long.toString(version));
    }

    private static UUID of(String kind, String... parts) {
        var name = new StringBuilder(kind);
        for (String part : parts) {
            name.append(SEPARATOR).append(part);
        }
        return version5(NAMESPACE, name.toString());
    }

    private static UUID version5(UUID namespace, String name) {
        MessageDigest sha1 = SHA1.get();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(UTF_8)));
        long most = (hash.getLong() & ~0xF000L) | 0x5000L;
        long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
