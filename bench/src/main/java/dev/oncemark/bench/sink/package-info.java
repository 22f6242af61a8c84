/** Results into PostgreSQL: the sink beside plain {@code COPY}. */
@NullMarked
package dev.oncemark.bench.sink;

import org.jspecify.annotations.NullMarked;
