/** What the three apps are made of: settings, start and stop, health and metrics, Kafka's clients, and the topics. */
@NullMarked
package dev.oncemark.runtime;

import org.jspecify.annotations.NullMarked;
