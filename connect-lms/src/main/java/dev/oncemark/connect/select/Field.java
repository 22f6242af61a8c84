package dev.oncemark.connect.select;

/**
 * A column of a row as the streams-app knows it.
 *
 * @param identity whether it is a part of what the row is about, or decides under which key it is written: then the columns
 *     that it is made of have to be in the key of Debezium's record
 */
public record Field(String name, Type type, boolean identity, boolean required) {

    /** What the streams-app reads it as. */
    public enum Type {
        ID,
        BOOLEAN,
        NUMBER,
        TEXT,
        /** When something happened: never later than the row was written. */
        TIME,
        /** When something ends, which may be still to come. */
        END
    }

    /** Whether the row counts without it where it cannot be read. */
    public boolean mayBeLeftOut() {
        return type == Type.END;
    }

    static Field identity(String name) {
        return new Field(name, Type.ID, true, true);
    }

    /** One of two: a lesson names its course, or a section. */
    static Field home(String name) {
        return new Field(name, Type.ID, true, false);
    }

    static Field required(String name, Type type) {
        return new Field(name, type, false, true);
    }

    static Field optional(String name, Type type) {
        return new Field(name, type, false, false);
    }
}
