package dev.oncemark.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/** Rows of the LMS's tables and the marks of its transactions, in JSON as Debezium writes them. */
final class LmsRows {

    private long transaction;
    private long lsn;

    byte[] begins() {
        transaction++;
        return mark("BEGIN", transaction, lsn);
    }

    byte[] ends() {
        return mark("END", transaction, ++lsn);
    }

    static byte[] mark(String status, long transaction, long lsn) {
        return bytes("{\"status\":\"%s\",\"id\":\"%d:%d\"}".formatted(status, transaction, lsn));
    }

    /** A row as the present transaction leaves it, or deletes it. */
    byte[] row(String table, String columns, boolean deleted) {
        return row(table, columns, deleted, transaction, ++lsn);
    }

    static byte[] row(String table, String columns, boolean deleted, long transaction, long lsn) {
        return bytes(("{%s,\"__deleted\":\"%s\",\"__op\":\"%s\",\"__table\":\"%s\",\"__source_snapshot\":null,"
                        + "\"__source_lsn\":%d,\"__transaction_id\":\"%d:%d\"}")
                .formatted(columns, deleted, deleted ? "d" : "u", table, lsn, transaction, lsn));
    }

    /** A table is emptied by the present transaction. */
    byte[] truncation(String table) {
        return bytes("{\"__op\":\"t\",\"__table\":\"%s\",\"__source_lsn\":%d,\"__transaction_id\":\"%d:%d\"}"
                .formatted(table, ++lsn, transaction, lsn));
    }

    /** A row as a snapshot reads it, with the snapshot's mark. */
    byte[] snapshot(String table, String columns, String mark) {
        return bytes(("{%s,\"__deleted\":\"false\",\"__op\":\"r\",\"__table\":\"%s\",\"__source_snapshot\":\"%s\","
                        + "\"__source_lsn\":%d,\"__transaction_id\":null}")
                .formatted(columns, table, mark, lsn));
    }

    static String course(String id, boolean published) {
        return "\"id\":\"%s\",\"title\":\"t\",\"published\":%s".formatted(id, published);
    }

    static String lesson(String courseId, String id, int position, boolean required) {
        return "\"id\":\"%s\",\"course_id\":\"%s\",\"position\":%d,\"required\":%s"
                .formatted(id, courseId, position, required);
    }

    static String section(String id, String courseId) {
        return "\"id\":\"%s\",\"course_id\":\"%s\"".formatted(id, courseId);
    }

    static String lessonInSection(String sectionId, String id, int position) {
        return "\"id\":\"%s\",\"section_id\":\"%s\",\"position\":%d,\"required\":true"
                .formatted(id, sectionId, position);
    }

    /** Columns of a row that says which one of the platform's it is. */
    static String of(String row, String columns) {
        return "%s,\"__row\":\"%s\"".formatted(columns, row);
    }

    static String unreadable(String columns) {
        return columns + ",\"__unreadable\":\"column required is a bytea\"";
    }

    static String skipped(String columns) {
        return columns + ",\"__skipped\":\"true\"";
    }

    static String enrollment(String id, String learner, String courseId, String status) {
        return "\"id\":\"%s\",\"learner_id\":\"%s\",\"course_id\":\"%s\",\"status\":\"%s\""
                .formatted(id, learner, courseId, status);
    }

    /** The column of an enrollment's row that says since when it is over. */
    static String ended(Object time) {
        return "\"ended_at\":\"%s\"".formatted(time);
    }

    static String progress(String enrollmentId, String lessonId, Instant completedAt) {
        return "\"enrollment_id\":\"%s\",\"lesson_id\":\"%s\",\"completed_at\":\"%s\""
                .formatted(enrollmentId, lessonId, completedAt);
    }

    /** A row of progress whose columns are as given, in JSON. */
    static String progress(String enrollmentId, String lessonJson, String completedAtJson) {
        return "\"enrollment_id\":\"%s\",\"lesson_id\":%s,\"completed_at\":%s"
                .formatted(enrollmentId, lessonJson, completedAtJson);
    }

    /** The row's identity on the platform, as newer connectors give it. */
    static String identity(String row) {
        return "\"__row\":\"%s\"".formatted(row);
    }

    static String cannotRead(String why) {
        return "\"__unreadable\":\"%s\"".formatted(why);
    }

    static String writtenAt(Instant time) {
        return "\"__source_ts_ms\":%d".formatted(time.toEpochMilli());
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
