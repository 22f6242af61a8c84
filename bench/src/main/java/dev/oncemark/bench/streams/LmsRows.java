package dev.oncemark.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.RecordWriter;

/** The LMS's rows, as the connector would write them; closing writes them out. */
public final class LmsRows implements AutoCloseable {

    private final RecordWriter writer;

    public LmsRows(String bootstrap) {
        this.writer = new RecordWriter(bootstrap);
    }

    /** Courses and lessons are taken over together at the end of a transaction. */
    public void transaction(Runnable rows) {
        writer.write(Topics.LMS_COURSES.name(), "1", "{\"status\":\"BEGIN\",\"id\":\"1:1\"}".getBytes(UTF_8));
        rows.run();
        writer.write(Topics.LMS_COURSES.name(), "1", "{\"status\":\"END\",\"id\":\"1:9\"}".getBytes(UTF_8));
    }

    public void course(String id) {
        row(Topics.LMS_COURSES.name(), id, "course", "\"id\":\"%s\",\"published\":true".formatted(id));
    }

    public void lesson(String id, String courseId, int position) {
        String columns = "\"id\":\"%s\",\"course_id\":\"%s\",\"position\":%d,\"required\":true";
        row(Topics.LMS_COURSES.name(), courseId, "lesson", columns.formatted(id, courseId, position));
    }

    public void enrollment(String id, String learnerId, String courseId) {
        String columns = "\"id\":\"%s\",\"learner_id\":\"%s\",\"course_id\":\"%s\",\"status\":\"active\"";
        row(Topics.LMS_ENROLLMENTS.name(), id, "enrollment", columns.formatted(id, learnerId, courseId));
    }

    private void row(String topic, String key, String table, String columns) {
        String value = ("{%s,\"__deleted\":\"false\",\"__op\":\"c\",\"__table\":\"%s\",\"__source_snapshot\":null,"
                        + "\"__source_lsn\":1,\"__transaction_id\":\"1:1\"}")
                .formatted(columns, table);
        writer.write(topic, key, value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        writer.close();
    }
}
