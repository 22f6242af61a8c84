package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.Times;
import dev.oncemark.connect.column.ValueType;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** {@code AT TIME ZONE}: the instant at which clocks of a zone show a time. Text may have an offset, which then counts. */
record AtZone(Term time, ZoneId zone) implements Term {

    static AtZone of(Term time, String zone) {
        if (time.type() == ValueType.INSTANT) {
            throw new InvalidExpressionException("AT TIME ZONE is for times without a zone, and this one has one");
        }
        if (time.type() != ValueType.LOCAL_TIME && time.type() != ValueType.TEXT && time.type() != ValueType.ANY) {
            throw new InvalidExpressionException("AT TIME ZONE is for times");
        }
        try {
            return new AtZone(time, ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            throw new InvalidExpressionException("'%s' is no time zone, such as 'Europe/Berlin'".formatted(zone));
        }
    }

    @Override
    public ValueType type() {
        return ValueType.INSTANT;
    }

    @Override
    public @Nullable Object value(RowImages images) {
        Object value = time.value(images);
        Object parsed = value instanceof String text ? Times.ofText(text) : value;
        return parsed instanceof LocalDateTime local ? local.atZone(zone).toInstant() : parsed;
    }
}
