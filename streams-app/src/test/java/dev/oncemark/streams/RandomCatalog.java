package dev.oncemark.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The platform's catalog in a random history: it changes, and the topology and the model are told, or are not. */
final class RandomCatalog {

    /** Ways in which the app could take the catalog wrongly, played by telling it something else than the model. */
    enum Fault {
        NONE,
        LOSES_UNREADABLE_ROWS,
        KEEPS_WHAT_A_SNAPSHOT_LACKS,
        HAS_A_LESSON_IN_ONE_COURSE_ONLY
    }

    /** A lesson in a course; one lesson may be in several. */
    private record Place(String course, String lesson) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return (course + " " + lesson).compareTo(other.course + " " + other.lesson);
        }
    }

    private record Lesson(boolean required, int position, boolean readable) {
        String columns(Place place) {
            return readable
                    ? LmsRows.lesson(place.course(), place.lesson(), position, required)
                    : "\"id\":\"%s\",\"course_id\":\"%s\",\"position\":%d,\"required\":null"
                            .formatted(place.lesson(), place.course(), position);
        }
    }

    private record Course(boolean published, @Nullable String policy) {
        String columns(String id) {
            return LmsRows.course(id, published)
                    + (policy == null ? "" : ",\"completion_policy\":\"%s\"".formatted(policy));
        }
    }

    private static final List<String> POLICIES = List.of("sticky", "reopen", "reopen", "flag", "later");

    private final TestedTopology tested;
    private final CatalogModel model;
    private final Random random;
    private final Fault fault;

    private final boolean isReadable;

    /** In some histories the rows say no policy. */
    private final boolean hasPolicies;

    private final Map<String, Course> courses = new TreeMap<>();
    private final Map<Place, Lesson> lessons = new TreeMap<>();

    RandomCatalog(TestedTopology tested, CatalogModel model, Random random, boolean isReadable, Fault fault) {
        this.tested = tested;
        this.model = model;
        this.random = random;
        this.isReadable = isReadable;
        this.fault = fault;
        this.hasPolicies = random.nextInt(3) != 0;
    }

    private @Nullable String policy() {
        return hasPolicies && random.nextInt(4) != 0 ? POLICIES.get(random.nextInt(POLICIES.size())) : null;
    }

    /** One change, which may be about this course and lesson. */
    void change(String course, String lesson) {
        Place place = new Place(course, lesson);
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                Course row = new Course(random.nextInt(4) != 0, policy());
                courses.put(course, row);
                tested.row(course, "course", row.columns(course));
                model.course(course, true, row.published(), known(row.policy()));
            }
            case 2 -> {
                if (random.nextInt(3) == 0) {
                    courses.remove(course);
                    tested.deleteCourse(course);
                    model.course(course, false, false, null);
                }
            }
            case 3 -> delete(place);
            case 4 -> {
                if (!isReadable) {
                    unreadable(place);
                }
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    placesOf(lesson).stream()
                            .filter(home -> !home.equals(place))
                            .forEach(this::delete);
                }
                put(place, new Lesson(random.nextBoolean(), random.nextInt(9), true));
            }
        }
    }

    /** A policy that nobody knows ends no completion. */
    private static @Nullable String known(@Nullable String policy) {
        return "later".equals(policy) ? "sticky" : policy;
    }

    /** One lesson more, which the course requires. */
    void requireMore(String course, String lesson) {
        put(new Place(course, lesson), new Lesson(true, 9, true));
    }

    /** The lesson is taken out of the course. */
    void takeOut(String course, String lesson) {
        delete(new Place(course, lesson));
    }

    private List<Place> placesOf(String lesson) {
        return lessons.keySet().stream()
                .filter(place -> place.lesson().equals(lesson))
                .toList();
    }

    private void delete(Place place) {
        if (lessons.remove(place) != null) {
            tested.deleteLesson(place.course(), place.lesson());
            model.noLesson(place.course(), place.lesson());
        }
    }

    private void unreadable(Place place) {
        Lesson lesson = new Lesson(true, 1, false);
        lessons.put(place, lesson);
        if (fault != Fault.LOSES_UNREADABLE_ROWS) {
            tested.row(place.course(), "lesson", lesson.columns(place));
        }
        model.unreadableLesson(place.course(), place.lesson());
    }

    private void put(Place place, Lesson lesson) {
        lessons.put(place, lesson);
        if (fault == Fault.HAS_A_LESSON_IN_ONE_COURSE_ONLY) {
            placesOf(place.lesson()).stream()
                    .filter(home -> !home.equals(place))
                    .forEach(home -> tested.deleteLesson(home.course(), home.lesson()));
        }
        tested.row(place.course(), "lesson", lesson.columns(place));
        model.lesson(place.course(), place.lesson(), lesson.required(), lesson.position());
    }

    /** The connector was away while rows were deleted, and reads the whole catalog now. */
    void snapshot() {
        lose();
        List<String> ids = new ArrayList<>(courses.keySet());
        for (int at = 0; at < ids.size(); at++) {
            String id = ids.get(at);
            String columns = Objects.requireNonNull(courses.get(id)).columns(id);
            tested.snapshotRow(id, "course", columns, mark(at, ids.size(), "first", "first"));
        }
        List<Place> places = new ArrayList<>(lessons.keySet());
        for (int at = 0; at < places.size(); at++) {
            Place place = places.get(at);
            String columns = Objects.requireNonNull(lessons.get(place)).columns(place);
            String mark = mark(at, places.size(), "first_in_data_collection", "last_in_data_collection");
            tested.snapshotRow(place.course(), "lesson", columns, mark);
        }
        tested.begin().commit();
        model.snapshotEnds();
    }

    /** As Debezium marks the rows of a table that is not the last one. */
    private String mark(int at, int rows, String first, String only) {
        String mark = at == rows - 1 ? (rows == 1 ? only : "last_in_data_collection") : at == 0 ? first : "true";
        return fault == Fault.KEEPS_WHAT_A_SNAPSHOT_LACKS && mark.startsWith("first") ? "true" : mark;
    }

    /** Of a table with one row or none a snapshot's marks do not say that it is whole: so many stay. */
    private void lose() {
        for (Place place : List.copyOf(lessons.keySet())) {
            if (lessons.size() > 2 && random.nextInt(5) == 0) {
                lessons.remove(place);
                model.noLesson(place.course(), place.lesson());
            }
        }
        for (String id : List.copyOf(courses.keySet())) {
            if (courses.size() > 2 && random.nextInt(8) == 0) {
                courses.remove(id);
                model.course(id, false, false, null);
            }
        }
    }

    /** The platform has nothing of it any more, so that snapshots of other histories take nothing away. */
    void clear() {
        tested.transaction(() -> {
            lessons.keySet().forEach(place -> tested.deleteLesson(place.course(), place.lesson()));
            courses.keySet().forEach(tested::deleteCourse);
        });
    }
}
