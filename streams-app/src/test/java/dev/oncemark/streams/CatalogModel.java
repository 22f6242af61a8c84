package dev.oncemark.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What docs/design.md, section 6, says of the catalog, told the slow and obvious way: a course is a line of text, and
 * another line is a change. Shares no code with the app.
 */
final class CatalogModel {

    private record Lesson(boolean required, int position) {}

    /** A course as its rows say; what of it counts, the last end of a transaction or snapshot decides. */
    static final class Course {
        private boolean present;
        private boolean published;
        private @Nullable String rowsPolicy;
        private final Map<String, Lesson> lessons = new TreeMap<>();

        /** In the order in which they came. */
        private final Set<String> everHad = new LinkedHashSet<>();

        private final Set<String> unreadable = new TreeSet<>();
        private @Nullable String told;
        private String toldContent = "";
        private String policy = "sticky";
        private boolean settling;
        private Instant changedAt = Instant.EPOCH;

        /** Whether anybody knows of it. */
        boolean isKnown() {
            return told != null;
        }

        boolean isPresent() {
            return present;
        }

        boolean has(String lesson) {
            return lessons.containsKey(lesson);
        }

        boolean everHad(String lesson) {
            return everHad.contains(lesson);
        }

        /** The required ones, in the course's order. */
        List<String> required() {
            return inOrder().stream().filter(this::isRequired).toList();
        }

        private boolean isRequired(String lesson) {
            return Objects.requireNonNull(lessons.get(lesson)).required();
        }

        private List<String> inOrder() {
            List<String> numbers = new ArrayList<>(everHad);
            List<String> inOrder = new ArrayList<>(present ? lessons.keySet() : Set.of());
            inOrder.sort(Comparator.comparing((String id) ->
                            Objects.requireNonNull(lessons.get(id)).position())
                    .thenComparing(numbers::indexOf));
            return inOrder;
        }

        /** How many lessons it requires; null where nobody knows it. */
        @Nullable
        Integer requiredNow() {
            return isKnown() ? required().size() : null;
        }

        /** How many of these it requires; null where nobody knows it. */
        @Nullable
        Integer requiredOf(Set<String> ids) {
            return isKnown() ? (int) required().stream().filter(ids::contains).count() : null;
        }

        /** What its changes do to those who completed it: as its row said when there was one of its lessons or so. */
        String policy() {
            return policy;
        }

        /** Now, or when it is quiet and wholly read. */
        boolean mayBeCompleted() {
            return isKnown() && present && published;
        }

        boolean completes() {
            return mayBeCompleted() && !settling && unreadable.isEmpty();
        }

        /** What can be completed of it: a policy that changes alone, or with something else, waits. */
        private String content() {
            return "%s %s %s".formatted(present, published, present ? lessonsRequired() : "");
        }

        private Map<String, Boolean> lessonsRequired() {
            Map<String, Boolean> required = new TreeMap<>();
            lessons.forEach((id, lesson) -> required.put(id, lesson.required()));
            return required;
        }

        private String text() {
            List<String> lines =
                    inOrder().stream().map(id -> id + isRequired(id)).toList();
            return "%s %s %s of %s, %s unreadable"
                    .formatted(present, published, lines, everHad, present ? unreadable.size() : 0);
        }
    }

    private final Duration settle;
    private final String policy;
    private final Supplier<Instant> now;
    private final Map<String, Course> courses = new TreeMap<>();

    /** @param policy of courses whose rows do not say it */
    CatalogModel(Duration settle, String policy, Supplier<Instant> now) {
        this.settle = settle;
        this.policy = policy;
        this.now = now;
    }

    @Nullable
    Course find(@Nullable String id) {
        return id == null ? null : courses.get(id);
    }

    private Course get(String id) {
        return courses.computeIfAbsent(id, key -> new Course());
    }

    void course(String id, boolean present, boolean published, @Nullable String rowsPolicy) {
        Course course = get(id);
        course.rowsPolicy = rowsPolicy;
        course.present = present;
        course.published = published;
    }

    void lesson(String courseId, String id, boolean required, int position) {
        Course course = get(courseId);
        course.lessons.put(id, new Lesson(required, position));
        course.everHad.add(id);
        course.unreadable.remove(id);
    }

    /** The row was deleted, or a snapshot lacks it: the lesson was the course's, whether or not its row could be read. */
    void noLesson(String courseId, String id) {
        Course course = get(courseId);
        course.everHad.add(id);
        course.lessons.remove(id);
        course.unreadable.remove(id);
    }

    /** What was known of the lesson stays known. */
    void unreadableLesson(String courseId, String id) {
        get(courseId).unreadable.add(id);
    }

    void transactionEnds() {
        courses.values().forEach(course -> {
            if (tell(course) && !settle.isZero()) {
                course.settling = true;
                course.changedAt = now.get();
            }
        });
    }

    void snapshotEnds() {
        courses.values().forEach(this::tell);
    }

    private boolean tell(Course course) {
        String text = course.text();
        boolean isNews = course.told == null ? course.present : !text.equals(course.told);
        String content = course.content();
        if (isNews && (course.told == null || !content.equals(course.toldContent))) {
            course.policy = course.rowsPolicy == null ? policy : course.rowsPolicy;
            course.toldContent = content;
        }
        if (isNews) {
            course.told = text;
        }
        return isNews;
    }

    /** Courses that have been quiet for long enough settle. */
    void timePasses() {
        courses.values().stream()
                .filter(course -> !now.get().isBefore(course.changedAt.plus(settle)))
                .forEach(course -> course.settling = false);
    }

    void restarts() {
        courses.values().forEach(course -> course.changedAt = now.get());
    }
}
