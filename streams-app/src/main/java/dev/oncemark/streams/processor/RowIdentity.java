package dev.oncemark.streams.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which row of an enrollment this is, as far as that can be told of one that cannot be read.
 *
 * @param row the row's identity on the platform, in rows of connectors that give it
 * @param lesson what the column of the lesson has as text, whether or not that can be an id
 */
record RowIdentity(@Nullable String row, @Nullable String lesson) {

    /** The enrollment's own row: there is one. */
    static final RowIdentity ENROLLMENT = new RowIdentity("enrollment", null);

    /** A name for the row among those of its enrollment, or null if nothing identifies it. */
    @Nullable
    String name() {
        return row != null ? row : lessonName();
    }

    /** The name that the row has where only its lesson identifies it. */
    @Nullable
    String lessonName() {
        return lesson == null
                ? null
                : UUID.nameUUIDFromBytes(lesson.getBytes(UTF_8)).toString();
    }
}
