package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.Numbers;
import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.Times;
import dev.oncemark.connect.column.ValueType;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's {@code to_timestamp}, MySQL's {@code from_unixtime}: a time from seconds since 1970. */
record Epoch(Term seconds) implements Term {

    static Epoch of(Term seconds) {
        Arithmetic.requireNumber(seconds);
        return new Epoch(seconds);
    }

    @Override
    public ValueType type() {
        return ValueType.INSTANT;
    }

    @Override
    public @Nullable Object value(RowImages images) {
        Object value = seconds.value(images);
        return value == null ? null : Times.ofEpochSeconds(Numbers.decimal(value));
    }
}
