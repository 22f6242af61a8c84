package dev.oncemark.streams.catalog;

import static dev.oncemark.contracts.Ids.SEPARATOR;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.streams.catalog.CatalogInput.Table;
import dev.oncemark.streams.catalog.CourseEntry.CourseRow;
import dev.oncemark.streams.catalog.CourseEntry.LessonRow;
import dev.oncemark.streams.catalog.Scans.Scan;
import dev.oncemark.streams.catalog.SectionEntry.SectionRow;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The catalog in the store, and in memory as {@link CourseEntry}s and {@link SectionEntry}s: it is small, and every row
 * touches it. Values are JSON; keys begin with what they are for: {@code course}, {@code lesson}, {@code outline} (as
 * last published) or {@code position}. What versions up to 0.1 did not know is under {@code position} too, which they pass
 * over: they can be put back.
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
    private static final String SECTION = POSITION + SEPARATOR + "section";
    private static final String IN_SECTION = POSITION + SEPARATOR + "in-section";
    private static final String HOLD = POSITION + SEPARATOR + "hold";
    private static final String SCAN = POSITION + SEPARATOR + "scan";

    private static final JsonSerde<CourseRow> COURSES = JsonSerde.of(CourseRow.class);
    private static final JsonSerde<LessonRow> LESSONS = JsonSerde.of(LessonRow.class);
    private static final JsonSerde<SectionRow> SECTIONS = JsonSerde.of(SectionRow.class);
    private static final JsonSerde<CourseOutline> OUTLINES = JsonSerde.of(CourseOutline.class);
    private static final JsonSerde<Position> POSITIONS = JsonSerde.of(Position.class);
    private static final JsonSerde<Hold> HOLDS = JsonSerde.of(Hold.class);
    private static final JsonSerde<Scan> SCANS = JsonSerde.of(Scan.class);

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, CourseEntry> courses = new HashMap<>();
    private final Map<String, SectionEntry> sections = new HashMap<>();
    private final Map<String, Home> homes = new HashMap<>();
    private final Map<String, Hold> holds = new HashMap<>();
    private final Map<Table, Scan> scans = new EnumMap<>(Table.class);
    private int concernChanges;

    CatalogStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(this::load);
        }
    }

    private void load(KeyValue<String, byte[]> stored) {
        String[] key = stored.key.split(String.valueOf(SEPARATOR), -1);
        switch (key[0]) {
            case COURSE -> keep(key[1], COURSES.read(COURSE, stored.value));
            case OUTLINE -> course(key[1]).published(OUTLINES.read(OUTLINE, stored.value));
            case LESSON -> keep(Home.ofLesson(key[1], key[2]), LESSONS.read(LESSON, stored.value));
            case POSITION -> {
                if (key.length > 1) {
                    loadLater(key, stored);
                }
            }
            default -> throw new IllegalStateException("the catalog's store has a key of the unknown kind " + key[0]);
        }
    }

    private void loadLater(String[] key, KeyValue<String, byte[]> stored) {
        switch (key[1]) {
            case "section" -> keepSection(key[2], SECTIONS.read(SECTION, stored.value));
            case "in-section" -> keep(Home.ofLessonInSection(key[2], key[3]), LESSONS.read(IN_SECTION, stored.value));
            case "hold" -> holds.put(stored.key, HOLDS.read(HOLD, stored.value));
            case "scan" -> scans.put(Table.valueOf(key[2]), SCANS.read(SCAN, stored.value));
            default -> throw new IllegalStateException("the catalog's store has a key of the unknown kind " + key[1]);
        }
    }

    // In memory.

    private void keep(String courseId, CourseRow row) {
        course(courseId).row(row);
        home(row.row(), row.present(), Home.ofCourse(courseId));
    }

    private void keepSection(String sectionId, SectionRow row) {
        SectionEntry section = section(sectionId);
        String before = section.row().course();
        if (before != null) {
            course(before).sections().remove(sectionId);
        }
        section.row(row);
        String now = row.course();
        if (now != null) {
            course(now).sections().put(sectionId, section);
        }
        home(row.row(), row.present(), Home.ofSection(sectionId));
    }

    private void keep(Home home, LessonRow lesson) {
        String lessonId = Objects.requireNonNull(home.lessonId());
        if (home.sectionId() != null) {
            section(home.sectionId()).lessons().put(lessonId, lesson);
        } else {
            course(Objects.requireNonNull(home.courseId())).lesson(lessonId, lesson);
        }
        home(lesson.row(), lesson.present(), home);
    }

    private void home(@Nullable String row, boolean present, Home home) {
        if (row != null && present) {
            homes.put(row, home);
        } else if (row != null) {
            homes.remove(row, home);
        }
    }

    /** All courses of which any row was ever seen, by id. */
    Map<String, CourseEntry> courses() {
        return courses;
    }

    CourseEntry course(String courseId) {
        return courses.computeIfAbsent(courseId, CourseEntry::new);
    }

    Map<String, SectionEntry> sections() {
        return sections;
    }

    SectionEntry section(String sectionId) {
        return sections.computeIfAbsent(sectionId, id -> new SectionEntry());
    }

    /** Where the row with this identity on the platform is now; null where that is not known. */
    @Nullable
    Home home(@Nullable String row) {
        return row == null ? null : homes.get(row);
    }

    @Nullable
    LessonRow lesson(Home home) {
        var lessons = home.sectionId() != null
                ? section(home.sectionId()).lessons()
                : course(Objects.requireNonNull(home.courseId())).lessons();
        return lessons.get(home.lessonId());
    }

    /** What holds courses, by where it is stored. */
    Map<String, Hold> holds() {
        return holds;
    }

    /** Where a hold by this row is stored. */
    static String holdKey(@Nullable String row, Table table, Home home) {
        return HOLD + SEPARATOR + (row == null ? home.key(table) : row);
    }

    /** Grows with every change of a hold or a reading. */
    int concernChanges() {
        return concernChanges;
    }

    Scan scan(Table table) {
        return scans.getOrDefault(table, Scan.NONE);
    }

    Position position() {
        byte[] stored = store.get(POSITION);
        return stored == null ? Position.START : POSITIONS.read(POSITION, stored);
    }

    // Stored.

    void put(Position position) {
        store.put(POSITION, POSITIONS.serialize(POSITION, position));
    }

    void put(String courseId, CourseRow row) {
        store.put(COURSE + SEPARATOR + courseId, COURSES.serialize(COURSE, row));
        keep(courseId, row);
    }

    void putSection(String sectionId, SectionRow row) {
        store.put(SECTION + SEPARATOR + sectionId, SECTIONS.serialize(SECTION, row));
        keepSection(sectionId, row);
    }

    void put(Home home, LessonRow lesson) {
        String key = home.sectionId() != null
                ? IN_SECTION + SEPARATOR + home.sectionId() + SEPARATOR + home.lessonId()
                : LESSON + SEPARATOR + home.courseId() + SEPARATOR + home.lessonId();
        store.put(key, LESSONS.serialize(LESSON, lesson));
        keep(home, lesson);
    }

    void putHold(String key, Hold hold) {
        store.put(key, HOLDS.serialize(HOLD, hold));
        holds.put(key, hold);
        concernChanges++;
    }

    @Nullable
    Hold removeHold(String key) {
        Hold removed = holds.remove(key);
        if (removed != null) {
            store.delete(key);
            concernChanges++;
        }
        return removed;
    }

    void put(Table table, Scan scan) {
        store.put(SCAN + SEPARATOR + table.name(), SCANS.serialize(SCAN, scan));
        scans.put(table, scan);
        concernChanges++;
    }

    void putPublished(CourseOutline outline) {
        store.put(OUTLINE + SEPARATOR + outline.courseId(), OUTLINES.serialize(OUTLINE, outline));
        course(outline.courseId()).published(outline);
    }
}
