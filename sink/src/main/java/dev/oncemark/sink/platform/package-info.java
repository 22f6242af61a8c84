/** Watches the platform's PostgreSQL and Kafka Connect, on which everything rests that the streams-app decides by. */
@NullMarked
package dev.oncemark.sink.platform;

import org.jspecify.annotations.NullMarked;
