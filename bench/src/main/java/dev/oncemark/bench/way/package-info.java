/** The old way to complete a lesson beside Oncemark's whole way, on the same PostgreSQL. */
@NullMarked
package dev.oncemark.bench.way;

import org.jspecify.annotations.NullMarked;
