/** The app's settings, and what its Kafka clients are given. */
@NullMarked
package dev.oncemark.ingest.settings;

import org.jspecify.annotations.NullMarked;
