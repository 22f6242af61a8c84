package dev.oncemark.contracts;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Times as clients state them: RFC 3339 in the forms that real languages write. A date, {@code T} or a space, hours and
 * minutes, perhaps seconds and a fraction, and then a zone: {@code Z}, {@code UTC}, or an offset as {@code +01:00}, {@code
 * +0100} or {@code +01}, perhaps after a space. {@code T} and {@code Z} may be small. What follows in brackets, as Java and
 * RFC 9557 name the place, is passed over, and so is a fraction's tenth digit. A leap second counts as the second before it.
 *
 * <p>A time without a zone is refused: the places where it may have been are 26 hours apart. So are numbers of seconds and
 * milliseconds, since nothing says from when they count (1970, or 2001 as on Apple's systems), and in what unit.
 */
public final class StatedTime {

    private static final int DATE_AND_MINUTE = 16;
    private static final int NANO_DIGITS = 9;
    /** No zone is or was further from UTC, in minutes. */
    private static final int MAX_OFFSET = 18 * 60;

    private final String text;
    private final int end;
    private int at;

    private StatedTime(String text) {
        this.text = text;
        int bracket = text.indexOf('[');
        this.end = bracket > 0 && text.endsWith("]") ? bracket : text.length();
    }

    /** @throws DateTimeException if it is no such time; the message says why, to be read after a field's name */
    public static Instant parse(String text) {
        Instant common = InstantText.parseFast(text);
        return common == null ? new StatedTime(text).read() : common;
    }

    private Instant read() {
        if (end < DATE_AND_MINUTE
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || "Tt ".indexOf(text.charAt(10)) < 0
                || text.charAt(13) != ':') {
            throw noTime();
        }
        int year = InstantText.digits(text, 0, 4);
        int month = InstantText.digits(text, 5, 2);
        int day = InstantText.digits(text, 8, 2);
        int hour = InstantText.digits(text, 11, 2);
        int minute = InstantText.digits(text, 14, 2);
        at = DATE_AND_MINUTE;
        int second = is(':') ? number() : 0;
        int nanos = is('.') || is(',') ? fraction() : 0;
        Instant inUtc = InstantText.instant(year, month, day, hour, minute, second == 60 ? 59 : second, nanos);
        if (inUtc == null) {
            throw noTime();
        }
        return inUtc.minusSeconds(offset() * 60L);
    }

    /** Minutes ahead of UTC. */
    private int offset() {
        boolean unused = is(' ');
        if (at == end) {
            throw new DateTimeException("says no time zone: it has to end with Z or with an offset such as +01:00");
        }
        if (end - at == 1 ? is('Z') || is('z') : text.startsWith("UTC", at) && end - at == 3) {
            return 0;
        }
        int sign = is('-') ? -1 : 1;
        if (sign > 0 && !is('+')) {
            throw noTime();
        }
        int hours = number();
        int minutes = at == end ? 0 : minutes();
        int offset = hours * 60 + minutes;
        if ((hours | minutes) < 0 || at != end || minutes > 59 || offset > MAX_OFFSET) {
            throw noTime();
        }
        return sign * offset;
    }

    private int minutes() {
        boolean unused = is(':');
        return number();
    }

    /** Whether the next character is this one, which is passed then. */
    private boolean is(char wanted) {
        boolean is = at < end && text.charAt(at) == wanted;
        at += is ? 1 : 0;
        return is;
    }

    /** The number of two digits that is next, or a negative one where there is none. */
    private int number() {
        at += 2;
        return at > end ? -1 : InstantText.digits(text, at - 2, 2);
    }

    /** In nanoseconds, or a negative number where no digit is next. */
    private int fraction() {
        int from = at;
        while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        int count = Math.min(at - from, NANO_DIGITS);
        int nanos = count == 0 ? -1 : InstantText.digits(text, from, count);
        for (int i = count; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static DateTimeException noTime() {
        return new DateTimeException("has to be a time as RFC 3339 has it, such as 2026-01-31T12:00:00.000Z");
    }
}
