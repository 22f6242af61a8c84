package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Instants as RFC 3339 text, as {@link Instant#toString} has them. Each record carries two to four timestamps,
 * and Java's own formatters, which know every form, took more time than the rest of its JSON. Here the forms to the second and to the
 * millisecond are written and read digit by digit; all others are left to Java and Jackson.
 */
final class InstantText {

    /** Length of {@code 2026-01-31T10:20:30Z}. */
    private static final int TO_THE_SECOND = 20;

    /** Length of {@code 2026-01-31T10:20:30.123Z}. */
    private static final int TO_THE_MILLISECOND = 24;

    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final String SEPARATORS = "    -  -  T  :  :  .   ";

    /** The years 0000 to 9999: all others are written with a sign. */
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private InstantText() {}

    static String format(Instant instant) {
        long second = instant.getEpochSecond();
        int nanos = instant.getNano();
        if (nanos % NANOS_OF_MILLI != 0 || second < FIRST || second > LAST) {
            return instant.toString();
        }
        byte[] text = new byte[nanos == 0 ? TO_THE_SECOND : TO_THE_MILLISECOND];
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_OF_DAY));
        int ofDay = Math.floorMod(second, SECONDS_OF_DAY);
        write(text, 0, 4, date.getYear());
        write(text, 5, 2, date.getMonthValue());
        write(text, 8, 2, date.getDayOfMonth());
        write(text, 11, 2, ofDay / 3_600);
        write(text, 14, 2, ofDay / 60 % 60);
        write(text, 17, 2, ofDay % 60);
        if (nanos != 0) {
            write(text, 20, 3, nanos / NANOS_OF_MILLI);
        }
        text[text.length - 1] = 'Z';
        return new String(text, ISO_8859_1);
    }

    /** Digits, and the separator before them. */
    private static void write(byte[] text, int at, int count, int number) {
        if (at > 0) {
            text[at - 1] = (byte) SEPARATORS.charAt(at - 1);
        }
        int left = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    /** The instant, or null where the text is of another form, or of no time that there is. */
    static @Nullable Instant parseFast(String text) {
        int length = text.length();
        boolean hasMillis = length == TO_THE_MILLISECOND;
        if ((!hasMillis && length != TO_THE_SECOND) || text.charAt(length - 1) != 'Z') {
            return null;
        }
        int year = read(text, 0, 4);
        int month = read(text, 5, 2);
        int day = read(text, 8, 2);
        int hour = read(text, 11, 2);
        int minute = read(text, 14, 2);
        int second = read(text, 17, 2);
        return instant(year, month, day, hour, minute, second, hasMillis ? read(text, 20, 3) * NANOS_OF_MILLI : 0);
    }

    /** The instant in UTC, or null where a number is negative, or there is no such time. */
    static @Nullable Instant instant(int year, int month, int day, int hour, int minute, int second, int nanos) {
        boolean isTime = (year | month | day | hour | minute | second | nanos) >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth()
                && hour < 24
                && minute < 60
                && second < 60;
        if (!isTime) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * SECONDS_OF_DAY + hour * 3_600L + minute * 60L + second, nanos);
    }

    /** The number, or a negative one where there are not just digits, with the right separator before them. */
    private static int read(String text, int at, int count) {
        int wrong = at == 0 ? 0 : text.charAt(at - 1) ^ SEPARATORS.charAt(at - 1);
        return wrong == 0 ? digits(text, at, count) : -1;
    }

    /** The number that these digits are, or a negative one where one of them is none; nine at most, all within the text. */
    static int digits(String text, int at, int count) {
        int wrong = 0;
        int number = 0;
        for (int i = at; i < at + count; i++) {
            int digit = text.charAt(i) - '0';
            wrong |= digit | (9 - digit);
            number = number * 10 + digit;
        }
        return wrong < 0 ? -1 : number;
    }

    /** Writes them into JSON. */
    static final class JsonSerializer extends StdSerializer<Instant> {

        JsonSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            json.writeString(format(instant));
        }
    }

    /** Reads them from JSON, in each form that Jackson takes. */
    static final class JsonDeserializer extends StdDeserializer<Instant> {

        JsonDeserializer() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
            Instant parsed = json.currentToken() == JsonToken.VALUE_STRING ? parseFast(json.getString()) : null;
            return parsed == null ? InstantDeserializer.INSTANT.deserialize(json, context) : parsed;
        }
    }
}
