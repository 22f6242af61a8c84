/**
 * A transform for Kafka Connect that makes the rows of the streams-app from what Debezium reads in a platform's tables.
 * Everything starts in {@link dev.oncemark.connect.LmsRows}.
 */
@NullMarked
package dev.oncemark.connect;

import org.jspecify.annotations.NullMarked;
