package dev.oncemark.verify.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.verify.history.Extent;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.history.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** A history that a test can spoil. */
final class MemoryHistory implements History {

    static final int PARTITIONS = 2;

    final Map<Log, List<StoredRecord>> logs = new HashMap<>();
    final Map<Log, Long> starts = new HashMap<>();
    final Map<Log, Long> consumed = new HashMap<>();
    final Map<Log, Long> stored = new HashMap<>();
    final Map<Integer, Set<Long>> parked = new HashMap<>();
    final List<CompletionResult> lessonRows = new ArrayList<>();
    final List<EndedLesson> endedRows = new ArrayList<>();
    final List<CarriedOut> commandRows = new ArrayList<>();
    final List<CourseCompletion> courseRows = new ArrayList<>();
    final List<CourseChange> changeRows = new ArrayList<>();
    final List<Log> stuck = new ArrayList<>();
    long takenAt;

    /** Appends a record; its offset. */
    long append(Log log, long timestamp, String key, byte[] value, Map<String, String> headers) {
        List<StoredRecord> records = log(log);
        long offset = records.isEmpty() ? 0 : records.get(records.size() - 1).offset() + 1;
        records.add(new StoredRecord(offset, timestamp, key.getBytes(UTF_8), value, headers));
        return offset;
    }

    List<StoredRecord> log(Log log) {
        return logs.computeIfAbsent(log, none -> new ArrayList<>());
    }

    /** The place of the first record of any partition whose value contains all of {@code parts}. */
    Place find(String topic, String... parts) {
        return places(topic).stream()
                .filter(place -> List.of(parts).stream().allMatch(place.text()::contains))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record of " + topic + " has " + List.of(parts)));
    }

    List<Place> places(String topic) {
        List<Place> places = new ArrayList<>();
        logs.forEach((log, records) -> {
            if (log.topic().equals(topic)) {
                records.forEach(stored -> places.add(new Place(log, stored)));
            }
        });
        return places;
    }

    /** A record and where it is. */
    record Place(Log log, StoredRecord stored) {
        String text() {
            byte[] value = stored.value();
            return value == null ? "" : new String(value, UTF_8);
        }
    }

    void drop(Place place) {
        log(place.log()).remove(place.stored());
    }

    void repeat(Place place) {
        StoredRecord old = place.stored();
        append(place.log(), old.timestamp(), new String(old.key(), UTF_8), bytes(old), old.headers());
    }

    /** Changes a record's JSON. */
    void edit(Place place, Consumer<ObjectNode> change) {
        ObjectNode json = (ObjectNode) JsonSerde.MAPPER.readTree(place.text());
        change.accept(json);
        replace(place, place.stored().timestamp(), JsonSerde.MAPPER.writeValueAsBytes(json));
    }

    /** Gives a record another event id. */
    void rename(Place place, UUID id) {
        StoredRecord old = place.stored();
        Map<String, String> headers = new HashMap<>(old.headers());
        headers.put(CloudEvents.ID, id.toString());
        List<StoredRecord> records = log(place.log());
        records.set(
                records.indexOf(old), new StoredRecord(old.offset(), old.timestamp(), old.key(), old.value(), headers));
    }

    void move(Place place, long timestamp) {
        replace(place, timestamp, bytes(place.stored()));
    }

    private static byte[] bytes(StoredRecord stored) {
        return java.util.Objects.requireNonNull(stored.value());
    }

    private void replace(Place place, long timestamp, byte[] value) {
        StoredRecord old = place.stored();
        List<StoredRecord> records = log(place.log());
        records.set(records.indexOf(old), new StoredRecord(old.offset(), timestamp, old.key(), value, old.headers()));
    }

    /** Gives each of two records of one log the other's offset. */
    void swap(Place one, Place other) {
        List<StoredRecord> records = log(one.log());
        int first = records.indexOf(one.stored());
        int second = records.indexOf(other.stored());
        records.set(first, at(one.stored().offset(), other.stored()));
        records.set(second, at(other.stored().offset(), one.stored()));
    }

    private static StoredRecord at(long offset, StoredRecord stored) {
        return new StoredRecord(offset, stored.timestamp(), stored.key(), stored.value(), stored.headers());
    }

    CompletionResult row(Predicate<CompletionResult> which) {
        return lessonRows.stream().filter(which).findFirst().orElseThrow();
    }

    @Override
    public int partitions() {
        return PARTITIONS;
    }

    @Override
    public Extent extent(Log log) {
        List<StoredRecord> records = log(log);
        long end = records.isEmpty() ? 0 : records.get(records.size() - 1).offset() + 1;
        return new Extent(starts.getOrDefault(log, 0L), end);
    }

    @Override
    public void readFrom(Log log, long offset, Consumer<StoredRecord> each) {
        List.copyOf(log(log)).stream()
                .filter(stored -> stored.offset() >= offset)
                .forEach(each);
    }

    @Override
    public OptionalLong consumed(Log log) {
        return OptionalLong.of(consumed.getOrDefault(log, 0L));
    }

    @Override
    public Set<Long> parked(int partition) {
        return parked.getOrDefault(partition, new HashSet<>());
    }

    @Override
    public void lessonRows(Consumer<CompletionResult> each) {
        lessonRows.forEach(each);
    }

    @Override
    public void endedRows(Consumer<EndedLesson> each) {
        endedRows.forEach(each);
    }

    @Override
    public void commandRows(Consumer<CarriedOut> each) {
        commandRows.forEach(each);
    }

    @Override
    public void changeRows(Consumer<CourseChange> each) {
        changeRows.forEach(each);
    }

    @Override
    public void courseRows(Consumer<CourseCompletion> each) {
        courseRows.forEach(each);
    }

    @Override
    public long stored(Log log) {
        return stored.getOrDefault(log, 0L);
    }

    @Override
    public List<Log> stuck() {
        return stuck;
    }

    @Override
    public long takenAt() {
        return takenAt;
    }
}
