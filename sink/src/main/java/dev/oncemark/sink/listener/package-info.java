/** What the sink says to Kafka: batches in, dead letters out, a pause while PostgreSQL is away. */
@NullMarked
package dev.oncemark.sink.listener;

import org.jspecify.annotations.NullMarked;
