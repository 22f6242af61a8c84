package dev.oncemark.streams.enrollment;

import java.util.Arrays;

/** An immutable set of lesson ordinals, as a bitmap. */
public final class Ordinals {

    /** The set without members. */
    public static final Ordinals NONE = new Ordinals(new byte[0]);

    /** Ordinals are below this: a course with more lessons than that is somebody's mistake. */
    public static final int LIMIT = 1 << 17;

    /** Bit {@code n % 8} of byte {@code n / 8} is ordinal {@code n}; the last byte is not zero. */
    private final byte[] bits;

    private Ordinals(byte[] bits) {
        this.bits = bits;
    }

    /** The set whose bitmap is {@code bits}; zeros at the end are dropped. */
    static Ordinals ofBits(byte[] bits) {
        int length = bits.length;
        while (length > 0 && bits[length - 1] == 0) {
            length--;
        }
        return length == 0 ? NONE : new Ordinals(Arrays.copyOf(bits, length));
    }

    byte[] bits() {
        return bits.clone();
    }

    /** How many bytes the bitmap has. */
    int size() {
        return bits.length;
    }

    public boolean contains(int ordinal) {
        int at = ordinal >>> 3;
        return at < bits.length && (bits[at] & (1 << (ordinal & 7))) != 0;
    }

    /** How many members there are. */
    public int count() {
        return rank(bits.length << 3);
    }

    /** How many members are below {@code ordinal}. */
    int rank(int ordinal) {
        int whole = Math.min(ordinal >>> 3, bits.length);
        int rank = 0;
        for (int at = 0; at < whole; at++) {
            rank += Integer.bitCount(bits[at] & 0xFF);
        }
        return whole < bits.length ? rank + Integer.bitCount(bits[whole] & ((1 << (ordinal & 7)) - 1)) : rank;
    }

    /** This set and {@code ordinal}. */
    public Ordinals with(int ordinal) {
        if (ordinal < 0 || ordinal >= LIMIT) {
            throw new IllegalArgumentException("ordinal " + ordinal + " is not from 0 to " + (LIMIT - 1));
        }
        int at = ordinal >>> 3;
        byte[] more = Arrays.copyOf(bits, Math.max(bits.length, at + 1));
        more[at] |= (byte) (1 << (ordinal & 7));
        return new Ordinals(more);
    }

    /** This set but {@code ordinal}. */
    public Ordinals without(int ordinal) {
        if (!contains(ordinal)) {
            return this;
        }
        byte[] less = bits.clone();
        less[ordinal >>> 3] &= (byte) ~(1 << (ordinal & 7));
        return ofBits(less);
    }

    public boolean isEmpty() {
        return bits.length == 0;
    }

    /** How many members are in both sets. */
    public int countIn(Ordinals others) {
        int count = 0;
        for (int at = Math.min(bits.length, others.bits.length) - 1; at >= 0; at--) {
            count += Integer.bitCount(bits[at] & others.bits[at] & 0xFF);
        }
        return count;
    }

    /** Whether every member of {@code others} is in this set. */
    public boolean containsAll(Ordinals others) {
        if (others.bits.length > bits.length) {
            return false;
        }
        for (int at = 0; at < others.bits.length; at++) {
            if ((others.bits[at] & ~bits[at]) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ordinals ordinals && Arrays.equals(bits, ordinals.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return java.util.BitSet.valueOf(bits).toString();
    }
}
