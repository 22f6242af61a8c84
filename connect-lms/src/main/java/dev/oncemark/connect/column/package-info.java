/** The values of a row's columns, by the types that Debezium gives them, and what they can be read as. */
@NullMarked
package dev.oncemark.connect.column;

import org.jspecify.annotations.NullMarked;
