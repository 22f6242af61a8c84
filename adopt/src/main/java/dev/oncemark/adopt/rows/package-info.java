/** The platform's rows, read by Debezium and put through the connector's transform, and what became of each. */
@NullMarked
package dev.oncemark.adopt.rows;

import org.jspecify.annotations.NullMarked;
