package dev.oncemark.connect.column;

/** What the value of a column or of an expression is, whatever the platform's database calls it. */
public enum ValueType {
    /** {@link String}, without trailing spaces. */
    TEXT,
    /** {@link Long} or {@link java.math.BigDecimal}. */
    NUMBER,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link java.time.Instant}. */
    INSTANT,
    /** {@link java.time.LocalDateTime}: a date or a time without a zone. */
    LOCAL_TIME,
    /** {@code byte[]}. */
    BINARY,
    /** Anything else, such as arrays: it is NULL or not. */
    OTHER,
    /** Not known yet: the settings are read before the first row, which brings its columns' types. */
    ANY
}
