package dev.oncemark.streams.decision;

import org.jspecify.annotations.Nullable;

/** The outlines that are known. */
@FunctionalInterface
public interface Outlines {

    /** The course's latest outline, or null if there was none yet. */
    @Nullable
    Outline outline(String courseId);
}
