/** From a record's bytes to a table's row, in PostgreSQL's binary form. Pure: no Kafka, no Spring, no SQL. */
@NullMarked
package dev.oncemark.sink.rows;

import org.jspecify.annotations.NullMarked;
