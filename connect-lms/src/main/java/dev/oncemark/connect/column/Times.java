package dev.oncemark.connect.column;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;

/** Times of every form that platforms store them in. */
public final class Times {

    /** RFC 3339, and what databases print: a space for the T, short offsets, or no time at all. */
    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal LATEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    private Times() {}

    static LocalDateTime ofDays(long days) {
        return local(days * 86_400, 0);
    }

    static LocalDateTime ofMillis(long millis) {
        return local(Math.floorDiv(millis, 1_000L), Math.floorMod(millis, 1_000) * 1_000_000);
    }

    static LocalDateTime ofMicros(long micros) {
        return local(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000) * 1_000);
    }

    static LocalDateTime ofNanos(long nanos) {
        return local(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000));
    }

    private static LocalDateTime local(long seconds, int nanos) {
        return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
    }

    static Instant zoned(String text) {
        Instant usual = UtcText.parse(text);
        if (usual != null) {
            return usual;
        }
        if (parse(text) instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        throw unreadable(text);
    }

    static LocalDateTime local(String text) {
        return parse(text) instanceof OffsetDateTime time ? time.toLocalDateTime() : (LocalDateTime) parse(text);
    }

    /**
     * {@link Instant} or {@link LocalDateTime}, as the text has an offset or not.
     *
     * @throws UnreadableValueException if it is no time
     */
    public static Object ofText(String text) {
        return parse(text) instanceof OffsetDateTime time ? time.toInstant() : parse(text);
    }

    /** Of a count of seconds since 1970, with a fraction of nine digits at most. */
    public static Instant ofEpochSeconds(BigDecimal seconds) {
        if (seconds.abs().compareTo(LATEST) > 0) {
            throw UnreadableValueException.of(seconds, "is no time in seconds");
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(),
                seconds.subtract(whole).multiply(BILLION).longValue());
    }

    /** {@link OffsetDateTime} or {@link LocalDateTime}. */
    private static TemporalAccessor parse(String text) {
        try {
            TemporalAccessor time = TEXT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return time instanceof LocalDate date ? date.atStartOfDay() : time;
        } catch (DateTimeException unreadable) {
            throw unreadable(text);
        }
    }

    private static UnreadableValueException unreadable(String text) {
        return UnreadableValueException.of(text, "is no time");
    }
}
