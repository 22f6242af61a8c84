/** From a change that Debezium read to the row that the streams-app reads. */
@NullMarked
package dev.oncemark.connect.row;

import org.jspecify.annotations.NullMarked;
