package dev.oncemark.sink.rows;

/** The 36 characters of a UUID as two numbers, without the objects that {@link java.util.UUID} would make of them. */
final class Uuids {

    static final int LENGTH = 36;

    private Uuids() {}

    static boolean isUuid(char[] text, int at, int length) {
        if (length != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text[at + i] != '-' : Character.digit(text[at + i], 16) < 0 || text[at + i] > 'f') {
                return false;
            }
        }
        return true;
    }

    static long most(char[] text, int at) {
        return hex(text, at, 18);
    }

    static long least(char[] text, int at) {
        return hex(text, at + 19, 17);
    }

    private static long hex(char[] text, int at, int length) {
        long bits = 0;
        for (int i = at; i < at + length; i++) {
            if (text[i] != '-') {
                bits = bits << 4 | Character.digit(text[i], 16);
            }
        }
        return bits;
    }
}
