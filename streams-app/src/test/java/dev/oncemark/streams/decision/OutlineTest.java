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
}
