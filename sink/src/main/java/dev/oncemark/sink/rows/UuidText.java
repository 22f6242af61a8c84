package dev.oncemark.sink.rows;

import java.util.Arrays;

/** The 36 characters of a UUID as two numbers, without the objects that {@link java.util.UUID} would make of them. */
final class UuidText {

    static final int LENGTH = 36;

    private static final byte DASH = 0x10;
    private static final byte[] DIGITS = digits();

    private UuidText() {}

    static boolean isUuid(char[] text, int at, int length) {
        if (length != LENGTH
                || text[at + 8] != '-'
                || text[at + 13] != '-'
                || text[at + 18] != '-'
                || text[at + 23] != '-') {
            return false;
        }
        int wrong = 0;
        int dashes = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = text[at + i];
            int digit = c >= DIGITS.length ? -1 : DIGITS[c];
            wrong |= digit;
            dashes += digit >> 4;
        }
        return wrong >= 0 && dashes == 4;
    }

    /** The first half. Dashes are where they belong, and all else is digits. */
    static long most(char[] text, int at) {
        return hex(text, at, 8) << 32 | hex(text, at + 9, 4) << 16 | hex(text, at + 14, 4);
    }

    /** The second half. */
    static long least(char[] text, int at) {
        return hex(text, at + 19, 4) << 48 | hex(text, at + 24, 12);
    }

    private static long hex(char[] text, int at, int length) {
        long bits = 0;
        for (int i = at; i < at + length; i++) {
            bits = bits << 4 | DIGITS[text[i]];
        }
        return bits;
    }

    /** By ASCII character; -1 for what is no digit, and {@link #DASH}. */
    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (char c = 0; c < digits.length; c++) {
            digits[c] = (byte) Character.digit(c, 16);
        }
        digits['-'] = DASH;
        return digits;
    }
}
