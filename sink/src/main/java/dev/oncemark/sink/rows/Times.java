package dev.oncemark.sink.rows;

import java.time.DateTimeException;
import java.time.Instant;

/** RFC 3339 text as PostgreSQL's {@code timestamptz}: microseconds since 2000-01-01T00:00:00Z, rounded down. */
final class Times {

    private static final long EPOCH_SECOND = 946_684_800;
    private static final int DAYS_1970_TO_2000 = 10_957;

    /** Length of {@code 2026-01-31T10:20:30.123Z}, the form in which Oncemark writes nearly every time. */
    private static final int USUAL_LENGTH = 24;

    private Times() {}

    /**
     * @throws DateTimeException if it is not a time
     * @throws ArithmeticException if it is too far from 2000
     */
    static long micros(char[] text, int at, int length) {
        long usual = length == USUAL_LENGTH ? usual(text, at) : Long.MIN_VALUE;
        return usual == Long.MIN_VALUE ? any(new String(text, at, length)) : usual;
    }

    /** Such a time in milliseconds since 1970, rounded down. */
    static long milli(long micros) {
        return Math.floorDiv(micros, 1_000) + EPOCH_SECOND * 1_000;
    }

    private static long any(String text) {
        Instant instant = Instant.parse(text);
        long seconds = Math.subtractExact(instant.getEpochSecond(), EPOCH_SECOND);
        return Math.addExact(Math.multiplyExact(seconds, 1_000_000), instant.getNano() / 1_000);
    }

    /** Long.MIN_VALUE if it is not of the usual form, or not a time. */
    private static long usual(char[] t, int at) {
        int year = digits(t, at, 4);
        int month = digits(t, at + 5, 2);
        int day = digits(t, at + 8, 2);
        int hour = digits(t, at + 11, 2);
        int minute = digits(t, at + 14, 2);
        int second = digits(t, at + 17, 2);
        int millis = digits(t, at + 20, 3);
        boolean separated = t[at + 4] == '-'
                && t[at + 7] == '-'
                && t[at + 10] == 'T'
                && t[at + 13] == ':'
                && t[at + 16] == ':'
                && t[at + 19] == '.'
                && t[at + 23] == 'Z';
        boolean plain = separated
                && (year | month | day | hour | minute | second | millis) >= 0
                && year > 0
                && day >= 1
                && day <= days(year, month)
                && hour < 24
                && minute < 60
                && second < 60;
        if (!plain) {
            return Long.MIN_VALUE;
        }
        long seconds = daysSince2000(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second;
        return seconds * 1_000_000 + millis * 1_000L;
    }

    /** How many days the month has, or 0 if there is no such month. */
    private static int days(int year, int month) {
        return switch (month) {
            case 4, 6, 9, 11 -> 30;
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 1, 3, 5, 7, 8, 10, 12 -> 31;
            default -> 0;
        };
    }

    /** Counts years from March, so that a leap day is the last of its year. */
    private static long daysSince2000(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long days = 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear;
        return days - 719_468 - DAYS_1970_TO_2000;
    }

    /** A negative number if one of them is not a digit. */
    private static int digits(char[] text, int at, int count) {
        int number = 0;
        int wrong = 0;
        for (int i = at; i < at + count; i++) {
            int digit = text[i] - '0';
            wrong |= digit | (9 - digit);
            number = number * 10 + digit;
        }
        return wrong < 0 ? -1 : number;
    }
}
