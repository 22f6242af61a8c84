package dev.oncemark.connect.row;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row says.
 *
 * @param counts whether the platform means it to be there: its condition holds, and nothing that it needs is NULL
 * @param nameless whether a part of its identity is NULL, so that it is about nothing yet
 * @param fields what could be read; NULLs without a meaning are left out
 * @param problem why a field or the condition cannot be read; null if all can, or if the row does not count anyhow
 * @param leftOut why a field cannot be read without which the row counts as well; null as before
 */
record Reading(
        boolean counts,
        boolean nameless,
        Map<String, Object> fields,
        @Nullable String problem,
        @Nullable String leftOut) {}
