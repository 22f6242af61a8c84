package dev.oncemark.localstack;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/** A row as the connector wrote it. */
record ExampleRow(ConsumerRecord<String, JsonNode> record) {

    /** A line with its JSON in one order, so that texts can be compared. */
    static String normalized(String line) {
        int json = line.indexOf('{');
        return json < 0
                ? line.strip()
                : line.substring(0, json) + sorted(JsonSerde.MAPPER.readTree(line.substring(json)));
    }

    private static String sorted(JsonNode fields) {
        return JsonSerde.MAPPER.writeValueAsString(fieldsOf(fields));
    }

    private static Map<String, Object> fieldsOf(JsonNode row) {
        Map<String, Object> fields = new TreeMap<>();
        row.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    boolean isTransactionMark() {
        return table().isEmpty();
    }

    String table() {
        return text("__table");
    }

    /**
     * What the row says, such as {@code gone lesson {"id":"7"}}; a completion time that was bounded by the time at which the row
     * was written, after {@code start}, is {@code now}.
     */
    String line(Instant start) {
        if (text("__skipped").equals("true")) {
            return "skipped " + table();
        }
        String kind = (text("__deleted").equals("true") ? "gone " : "")
                + (record.value().has("__unreadable") ? "unreadable " : "")
                + table();
        Map<String, Object> fields = fieldsOf(record.value());
        fields.keySet().removeIf(field -> field.startsWith("__") && !field.equals("__unreadable"));
        fields.computeIfPresent("completed_at", (name, time) -> after(start, ((JsonNode) time).asString()));
        return kind + " " + JsonSerde.MAPPER.writeValueAsString(fields);
    }

    private static String after(Instant start, String time) {
        return Instant.parse(time).isBefore(start) ? time : "now";
    }

    /** Whether it is where readers look for it: by its key, in its topic, with the row's identity and version. */
    boolean isInPlace() {
        boolean ofEnrollment = Stream.of("enrollment", "progress").anyMatch(table()::equals);
        boolean inTopic = record.topic().equals((ofEnrollment ? Topics.LMS_ENROLLMENTS : Topics.LMS_COURSES).name());
        return inTopic && record.key().equals(key()) && text("__row").matches("[0-9a-f]{32}") && version() > 0;
    }

    private String key() {
        String key = switch (table()) {
            case "progress" -> text("enrollment_id");
            case "lesson" -> text(record.value().has("course_id") ? "course_id" : "section_id");
            default -> text("id");
        };
        return key.isEmpty() ? text("__row") : key;
    }

    private long version() {
        return record.value().path("__source_lsn").asLong(0);
    }

    private String text(String field) {
        return record.value().path(field).asString("");
    }
}
