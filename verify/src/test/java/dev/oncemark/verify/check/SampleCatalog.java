package dev.oncemark.verify.check;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.Lesson;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Two courses: one that can be completed, and a long one of which nothing is required. Others, in which nobody is enrolled,
 * have what courses of real platforms have.
 */
final class SampleCatalog {

    /** More lessons than the streams-app remembers acceptances. */
    static final int LONG = 18;

    private SampleCatalog() {}

    static void write(HistoryWriter writer) {
        gone(writer);
        writer.course("algebra");
        writer.lesson("algebra", "sets", true);
        writer.lesson("algebra", "maps", true);
        writer.lesson("algebra", "rings", false);
        writer.outline(algebra(1, "sets", "maps", "rings"));
        writer.course("survey");
        List<Lesson> lessons = IntStream.range(0, LONG)
                .mapToObj(i -> new Lesson("part-" + i, false, i))
                .toList();
        lessons.forEach(lesson -> writer.lesson("survey", lesson.lessonId(), false));
        writer.outline(new CourseOutline("survey", 1, true, lessons, List.of(), null));
        reopened(writer);
        sections(writer);
        unreadable(writer);
    }

    /** A lesson that a whole snapshot does not bring any more; it is in a part of the former ones. */
    private static void gone(HistoryWriter writer) {
        writer.course("history");
        writer.lesson("history", "rome", true);
        writer.catalog("history", snapshot("greece", "first_in_data_collection"));
        writer.catalog("history", snapshot("egypt", "last_in_data_collection"));
        writer.outline(CourseOutline.part("history", 0, 1, List.of(new CourseOutline.FormerLesson("rome", 0))));
        List<Lesson> lessons = List.of(new Lesson("greece", true, 1), new Lesson("egypt", true, 2));
        writer.outline(new CourseOutline("history", 1, true, lessons, List.of(), null, null, null, 1));
    }

    private static String snapshot(String lesson, String mark) {
        return ("{'__table':'lesson','__op':'r','__source_snapshot':'%s','id':'%s','course_id':'history',"
                        + "'required':true")
                .formatted(mark, lesson);
    }

    /** Courses that change later, each with a policy of its own; the rows are those of the end. */
    private static void reopened(HistoryWriter writer) {
        writer.course("physics");
        writer.lesson("physics", "motion", true);
        writer.lesson("physics", "heat", true);
        writer.outline(GoodCommands.outline("physics", 1, false, null, "motion"));
        writer.course("chemistry");
        writer.lesson("chemistry", "atoms", true);
        writer.lesson("chemistry", "acids", true);
        writer.outline(GoodCommands.outline("chemistry", 1, false, null, "atoms"));
        writer.course("music");
        writer.lesson("music", "sets", true);
        writer.outline(GoodCommands.outline("music", 1, false, null, "sets"));
    }

    /** Lessons by a section, one of which another course has too; the outline settled. */
    private static void sections(HistoryWriter writer) {
        writer.course("logic");
        writer.catalog("basics", "{'__table':'section','__op':'c','__row':'s1','id':'basics','course_id':'logic'");
        writer.catalog(
                "basics",
                "{'__table':'lesson','__op':'c','__row':'r1','id':'sets','section_id':'basics','required':true");
        writer.catalog(
                "basics",
                "{'__table':'lesson','__op':'c','__row':'r2','id':'proofs','section_id':'basics','required':null");
        List<Lesson> lessons = List.of(new Lesson("sets", true, 0), new Lesson("proofs", true, 1));
        writer.outline(new CourseOutline("logic", 1, true, lessons, List.of(), null, true, null, null));
        writer.outline(new CourseOutline("logic", 2, true, lessons, List.of(), null));
    }

    /** A course with a row that cannot be read. */
    private static void unreadable(HistoryWriter writer) {
        writer.course("art");
        writer.lesson("art", "colour", true);
        writer.catalog(
                "art",
                "{'__table':'lesson','__op':'c','__row':'r3','course_id':'art','__unreadable':'column id is a bytea'");
        List<Lesson> lessons = List.of(new Lesson("colour", true, 0));
        writer.outline(new CourseOutline("art", 1, true, lessons, List.of(), null, null, 1, null));
    }

    static CourseOutline algebra(long version, String... lessons) {
        Set<String> required = Set.of("sets", "maps");
        List<Lesson> all = IntStream.range(0, lessons.length)
                .mapToObj(i -> new Lesson(lessons[i], required.contains(lessons[i]), i))
                .toList();
        return new CourseOutline("algebra", version, true, all, List.of(), null);
    }
}
