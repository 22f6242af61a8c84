/** Schema {@code progress} of PostgreSQL, as whoever writes, reads or migrates it knows it. */
@NullMarked
package dev.oncemark.schema;

import org.jspecify.annotations.NullMarked;
