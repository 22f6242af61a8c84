package dev.oncemark.verify.check;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.Lesson;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Two courses: one that can be completed, and a long one of which nothing is required. */
final class SampleCatalog {

    /** More lessons than the streams-app remembers acceptances. */
    static final int LONG = 18;

    private SampleCatalog() {}

    static void write(HistoryWriter writer) {
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
    }

    static CourseOutline algebra(long version, String... lessons) {
        Set<String> required = Set.of("sets", "maps");
        List<Lesson> all = IntStream.range(0, lessons.length)
                .mapToObj(i -> new Lesson(lessons[i], required.contains(lessons[i]), i))
                .toList();
        return new CourseOutline("algebra", version, true, all, List.of(), null);
    }
}
