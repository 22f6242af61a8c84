/** The sink: keeps in PostgreSQL, exactly, what the {@code ACCEPTED} results and the course completions say. */
@NullMarked
package dev.oncemark.sink;

import org.jspecify.annotations.NullMarked;
