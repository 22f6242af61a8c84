package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.schema.EndedLessonRow.End;
import org.jspecify.annotations.Nullable;

/**
 * A result that PostgreSQL has.
 *
 * @param ended what ended it, where it is an acceptance that is stored as one that ended
 */
public record StoredResult(
        CompletionResult result, @Nullable End ended) {}
