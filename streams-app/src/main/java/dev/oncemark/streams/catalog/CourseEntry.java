package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.streams.enrollment.Ordinals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A course as its rows say, complete or not, and the ordinals that its lessons were given. */
final class CourseEntry {

    /** In how many parts former lessons are, where they are too many for the outline's own record. */
    static final int PARTS = 128;

    /**
     * The course's own row.
     *
     * @param present whether the LMS has it
     * @param lsn where its latest change stands in the LMS's log
     * @param seen the reading of the table that saw it last ({@link Scans}); null before there were any
     * @param row its identity on the platform, where that is known
     * @param policy what the row says, or null
     */
    record CourseRow(
            boolean present,
            boolean published,
            long lsn,
            @Nullable Long seen,
            @Nullable String row,
            @Nullable CompletionPolicy policy) {
        static final CourseRow NONE = new CourseRow(false, false, 0, null, null, null);

        CourseRow withSeen(long now) {
            return new CourseRow(present, published, lsn, now, row, policy);
        }

        CourseRow withoutRow(long at) {
            return new CourseRow(false, false, at, seen, row, policy);
        }
    }

    /**
     * A lesson that is or once was in the course, by a row of its own or by its section's.
     *
     * @param ordinal given at its first appearance in the course, and its own for ever; -1 in a section
     * @param present whether a row of its own has it in the course now
     * @param lsn where its latest change in this course stands in the LMS's log
     * @param seen the reading of the table that saw it last
     * @param row its identity on the platform, where that is known
     * @param apart present and true where it is in a part of the former lessons
     */
    record LessonRow(
            int ordinal,
            boolean present,
            boolean required,
            double position,
            long lsn,
            @Nullable Long seen,
            @Nullable String row,
            @Nullable Boolean apart) {

        /** A lesson that has an ordinal, and no row of its own. */
        static LessonRow ofOrdinal(int ordinal) {
            return new LessonRow(ordinal, false, false, 0, 0, null, null, null);
        }

        LessonRow withSeen(long now) {
            return new LessonRow(ordinal, present, required, position, lsn, now, row, apart);
        }

        LessonRow withoutRow(long at) {
            return new LessonRow(ordinal, false, false, position, at, seen, row, apart);
        }

        LessonRow withApart() {
            return new LessonRow(ordinal, present, required, position, lsn, seen, row, true);
        }

        boolean isApart() {
            return Boolean.TRUE.equals(apart);
        }

        /** Whether both say the same of the lesson, wherever in the log they stand. */
        boolean saysTheSame(@Nullable LessonRow other) {
            return other != null
                    && present == other.present
                    && required == other.required
                    && Double.compare(position, other.position) == 0;
        }
    }

    /** A lesson as the course has it now, by whatever rows. */
    private record Placed(int ordinal, boolean required, double position) {
        Placed with(boolean alsoRequired, double alsoAt) {
            return new Placed(ordinal, required || alsoRequired, Math.min(position, alsoAt));
        }
    }

    private final String courseId;
    private CourseRow row = CourseRow.NONE;
    private final Map<String, LessonRow> lessons = new HashMap<>();
    private final Map<String, SectionEntry> sections = new HashMap<>();
    private boolean hasParts;
    private @Nullable CourseOutline published;

    CourseEntry(String courseId) {
        this.courseId = courseId;
    }

    CourseRow row() {
        return row;
    }

    void row(CourseRow latest) {
        row = latest;
    }

    Map<String, LessonRow> lessons() {
        return lessons;
    }

    void lesson(String lessonId, LessonRow latest) {
        lessons.put(lessonId, latest);
        hasParts |= latest.isApart();
    }

    /** The sections that are in the course now, by id. */
    Map<String, SectionEntry> sections() {
        return sections;
    }

    /** The ordinal of the next lesson that appears for the first time. */
    int nextOrdinal() {
        return lessons.size();
    }

    @Nullable
    CourseOutline published() {
        return published;
    }

    void published(CourseOutline outline) {
        published = outline;
    }

    /** The lessons of its sections that have no ordinal in it yet, in its order. */
    List<String> lessonsWithoutOrdinal() {
        Map<String, Double> without = new HashMap<>();
        sections.values()
                .forEach(section -> section.lessons().forEach((id, lesson) -> {
                    if (lesson.present() && !lessons.containsKey(id)) {
                        without.merge(id, lesson.position(), Math::min);
                    }
                }));
        return without.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The outline as the rows are now, under the policy of the one that was published last. */
    CourseOutline outline(long version, boolean settling, int unreadableRows) {
        Map<String, Placed> current = row.present() ? current() : Map.of();
        return new CourseOutline(
                courseId,
                version,
                row.present() && row.published(),
                inOrder(current),
                former(current),
                row.present() ? null : true,
                settling ? true : null,
                row.present() && unreadableRows > 0 ? unreadableRows : null,
                hasParts ? PARTS : null,
                published == null ? null : published.policy());
    }

    private Map<String, Placed> current() {
        Map<String, Placed> current = new HashMap<>();
        lessons.forEach((id, lesson) -> add(current, id, lesson));
        sections.values().forEach(section -> section.lessons().forEach((id, lesson) -> add(current, id, lesson)));
        return current;
    }

    private void add(Map<String, Placed> current, String lessonId, LessonRow lesson) {
        if (lesson.present()) {
            LessonRow own = lessons.get(lessonId);
            int ordinal = own == null ? -1 : own.ordinal();
            Placed before = current.get(lessonId);
            current.put(
                    lessonId,
                    before == null
                            ? new Placed(ordinal, lesson.required(), lesson.position())
                            : before.with(lesson.required(), lesson.position()));
        }
    }

    private static List<CourseOutline.Lesson> inOrder(Map<String, Placed> current) {
        List<CourseOutline.Lesson> lessons = new ArrayList<>();
        current.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Placed> lesson) ->
                                lesson.getValue().position())
                        .thenComparingInt(lesson -> lesson.getValue().ordinal()))
                .forEach(lesson -> lessons.add(new CourseOutline.Lesson(
                        lesson.getKey(),
                        lesson.getValue().required(),
                        lesson.getValue().ordinal())));
        return lessons;
    }

    private List<FormerLesson> former(Map<String, Placed> current) {
        return lessons.entrySet().stream()
                .filter(lesson -> !lesson.getValue().isApart() && !current.containsKey(lesson.getKey()))
                .filter(lesson -> lesson.getValue().ordinal() < Ordinals.LIMIT)
                .sorted(Comparator.comparingInt(lesson -> lesson.getValue().ordinal()))
                .map(lesson ->
                        new FormerLesson(lesson.getKey(), lesson.getValue().ordinal()))
                .toList();
    }
}
