/** What the sink says to PostgreSQL: the schema, the offsets, and a batch as one transaction. */
@NullMarked
package dev.oncemark.sink.postgres;

import org.jspecify.annotations.NullMarked;
