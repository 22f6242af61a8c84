/** Kafka's clients: requests are written by one, everything that the API knows is read by another. */
@NullMarked
package dev.oncemark.ingest.broker;

import org.jspecify.annotations.NullMarked;
