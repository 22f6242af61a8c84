package dev.oncemark.ingest.results;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Ids;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for and who sent it, as hashes: 16 bytes instead of a record's value. Each request carries them in
 * a header, so that every instance can tell a retry from another request under the same key.
 *
 * @param asked of the enrollment, the lesson and the kind of command, see {@link #ofLesson} and {@link #ofCommand}
 * @param sender of the caller's name
 */
public record RequestFingerprint(long asked, long sender) {

    /** The header's name; its value is 32 hexadecimal digits. */
    public static final String HEADER = "oncemark_asked";

    private static final int DIGITS = 16;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Clients can only mislead themselves here, so it need not withstand them: 64-bit FNV-1a over UTF-16 units. */
    public static long ofLesson(String enrollmentId, String lessonId) {
        return mixed(mixed(mixed(FNV_START, enrollmentId), Ids.SEPARATOR), lessonId);
    }

    /** Of a command: the same lesson's completion has another one, and so has another kind of command. */
    public static long ofCommand(String enrollmentId, @Nullable String lessonId, Kind kind) {
        return mixed(mixed(ofLesson(enrollmentId, lessonId == null ? "" : lessonId), Ids.SEPARATOR), kind.name());
    }

    /** Whether the verdict is on the same request, or on another one that asks for the same. */
    public boolean isOf(CompletionResult verdict) {
        Kind command = verdict.command();
        return asked
                == (command == null
                        ? ofLesson(verdict.enrollmentId(), verdict.lesson())
                        : ofCommand(verdict.enrollmentId(), verdict.lessonId(), command));
    }

    private static long mixed(long hash, String text) {
        long mixed = hash;
        for (int at = 0; at < text.length(); at++) {
            mixed = mixed(mixed, text.charAt(at));
        }
        return mixed;
    }

    private static long mixed(long hash, char c) {
        return (hash ^ c) * FNV_PRIME;
    }

    /** The fingerprint in these headers, or null if there is none that can be read. */
    public static @Nullable RequestFingerprint in(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null || header.value().length != 2 * DIGITS) {
            return null;
        }
        String digits = new String(header.value(), US_ASCII);
        try {
            return new RequestFingerprint(
                    Long.parseUnsignedLong(digits, 0, DIGITS, 16),
                    Long.parseUnsignedLong(digits, DIGITS, 2 * DIGITS, 16));
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    public Header header() {
        return new RecordHeader(HEADER, (digits(asked) + digits(sender)).getBytes(US_ASCII));
    }

    private static String digits(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
