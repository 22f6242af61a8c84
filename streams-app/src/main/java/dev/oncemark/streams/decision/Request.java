package dev.oncemark.streams.decision;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an enrollment.
 *
 * @param learnerId the only learner for whom the sender may speak, or null where it may speak for all
 * @param occurredAt when the lesson was completed, milliseconds since 1970
 */
public record Request(
        UUID requestId, String lessonId, @Nullable String learnerId, long occurredAt) {}
