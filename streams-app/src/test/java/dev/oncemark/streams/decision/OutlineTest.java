package dev.oncemark.streams.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutlineTest {

    private static final List<Lesson> LESSONS = List.of(new Lesson("b", true, 9), new Lesson("a", false, 0));

    private static Outline outline(boolean published, List<Lesson> lessons, @Nullable Boolean deleted) {
        return Outline.of(new CourseOutline("c", 12, published, lessons, List.of(new FormerLesson("old", 4)), deleted));
    }

    @Test
    void shouldKnowVersionAndLessons() {
        Outline outline = outline(true, LESSONS, null);
        assertThat(outline.version()).isEqualTo(12);
        assertThat(outline.ordinalOf("b")).isEqualTo(9);
        assertThat(outline.ordinalOf("old")).isNull();
        assertThat(outline.ordinalOfAny("b")).isEqualTo(9);
        assertThat(outline.ordinalOfAny("old")).isEqualTo(4);
        assertThat(outline.ordinalOfAny("never")).isNull();
        assertThat(outline.requiredLessons()).containsExactly("b");
        assertThat(outline.required().toString()).isEqualTo("{9}");
    }

    @Test
    void shouldBeCompletableWherePublishedAndSomethingIsRequired() {
        assertThat(outline(true, LESSONS, null).isCompletable()).isTrue();
        assertThat(outline(false, LESSONS, null).isCompletable()).isFalse();
        assertThat(outline(true, LESSONS, true).isCompletable()).isFalse();
        assertThat(outline(true, List.of(new Lesson("a", false, 0)), null).isCompletable())
                .isFalse();
    }

    @Test
    void shouldBeDeletedOnlyWhereItSaysSo() {
        assertThat(outline(true, LESSONS, true).isDeleted()).isTrue();
        assertThat(outline(true, LESSONS, false).isDeleted()).isFalse();
        assertThat(outline(true, LESSONS, null).isDeleted()).isFalse();
    }

    private static Outline held(@Nullable Boolean settling, @Nullable Integer unreadableRows) {
        return Outline.of(new CourseOutline("c", 1, true, LESSONS, List.of(), null, settling, unreadableRows, null));
    }

    @Test
    void shouldCompleteNobodyWhileSettlingOrWhileARowCannotBeRead() {
        assertThat(held(null, null).isCompletable()).isTrue();
        assertThat(held(false, 0).isCompletable()).isTrue();
        assertThat(held(true, null).isCompletable()).isFalse();
        assertThat(held(null, 1).isCompletable()).isFalse();
        assertThat(held(true, null).isSettling()).isTrue();
        assertThat(held(null, 2).unreadableRows()).isEqualTo(2);
        assertThat(held(true, 1).ordinalOf("a")).isZero();
    }

    @Test
    void shouldFindFormerLessonsInTheirParts() {
        CourseOutline outline =
                new CourseOutline("c", 3, true, LESSONS, List.of(new FormerLesson("late", 7)), null, null, null, 16);
        int part = CourseOutline.partOf("early", 16);
        CourseOutline early = CourseOutline.part("c", part, 2, List.of(new FormerLesson("early", 5)));
        Outline laidOut = Outline.of(outline, key -> key.equals(early.courseId()) ? early : null);
        assertThat(laidOut.ordinalOfAny("early")).isEqualTo(5);
        assertThat(laidOut.ordinalOf("early")).isNull();
        assertThat(laidOut.ordinalOfAny("late")).isEqualTo(7);
        assertThat(laidOut.ordinalOfAny("never")).isNull();
        assertThat(early.isPart()).isTrue();
        assertThat(outline.isPart()).isFalse();
        assertThat(Outline.of(early).isDeleted()).isTrue();
    }
}
