package dev.oncemark.streams.catalog;

import static dev.oncemark.contracts.Ids.SEPARATOR;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.streams.catalog.CourseEntry.CourseRow;
import dev.oncemark.streams.catalog.CourseEntry.LessonRow;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The catalog in the store, and in memory as {@link CourseEntry}s: it is small, and every row touches it. Values are
 * JSON; keys begin with what they are for: {@code course}, {@code lesson}, {@code outline} (as last published) or
 * {@code position}.
 */
final class CatalogStore {

    /**
     * Where in the LMS's history the catalog is.
     *
     * @param open what is not over yet: a transaction's number, {@link #SNAPSHOT}, or null
     */
    record Position(@Nullable String open) {
        static final String SNAPSHOT = "snapshot";
        static final Position START = new Position(null);
    }

    private static final String COURSE = "course";
    private static final String LESSON = "lesson";
    private static final String OUTLINE = "outline";
    private static final String POSITION = "position";

    private static final JsonSerde<CourseRow> COURSES = JsonSerde.of(CourseRow.class);
    private static final JsonSerde<LessonRow> LESSONS = JsonSerde.of(LessonRow.class);
    private static final JsonSerde<CourseOutline> OUTLINES = JsonSerde.of(CourseOutline.class);
    private static final JsonSerde<Position> POSITIONS = JsonSerde.of(Position.class);

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, CourseEntry> courses = new HashMap<>();
    private final Map<String, String> courseOfLesson = new HashMap<>();

    CatalogStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(this::load);
        }
    }

    private void load(KeyValue<String, byte[]> stored) {
        String[] key = stored.key.split(String.valueOf(SEPARATOR), -1);
        switch (key[0]) {
            case COURSE -> entry(key[1]).row(COURSES.read(COURSE, stored.value));
            case OUTLINE -> entry(key[1]).published(OUTLINES.read(OUTLINE, stored.value));
            case LESSON -> keep(key[1], key[2], LESSONS.read(LESSON, stored.value));
            case POSITION -> {} // read by position()
            default -> throw new IllegalStateException("the catalog's store has a key of the unknown kind " + key[0]);
        }
    }

    private void keep(String courseId, String lessonId, LessonRow lesson) {
        entry(courseId).lesson(lessonId, lesson);
        if (lesson.present()) {
            courseOfLesson.put(lessonId, courseId);
        } else {
            courseOfLesson.remove(lessonId, courseId);
        }
    }

    /** The ids of all courses of which any row was ever seen. */
    Iterable<String> courseIds() {
        return courses.keySet();
    }

    CourseEntry entry(String courseId) {
        return courses.computeIfAbsent(courseId, CourseEntry::new);
    }

    /** The course in which the lesson is now, or null if it is in none. */
    @Nullable
    String courseOf(String lessonId) {
        return courseOfLesson.get(lessonId);
    }

    Position position() {
        byte[] stored = store.get(POSITION);
        return stored == null ? Position.START : POSITIONS.read(POSITION, stored);
    }

    void put(Position position) {
        store.put(POSITION, POSITIONS.serialize(POSITION, position));
    }

    void put(String courseId, CourseRow row) {
        store.put(COURSE + SEPARATOR + courseId, COURSES.serialize(COURSE, row));
        entry(courseId).row(row);
    }

    void put(String courseId, String lessonId, LessonRow lesson) {
        store.put(LESSON + SEPARATOR + courseId + SEPARATOR + lessonId, LESSONS.serialize(LESSON, lesson));
        keep(courseId, lessonId, lesson);
    }

    void putPublished(CourseOutline outline) {
        store.put(OUTLINE + SEPARATOR + outline.courseId(), OUTLINES.serialize(OUTLINE, outline));
        entry(outline.courseId()).published(outline);
    }
}
