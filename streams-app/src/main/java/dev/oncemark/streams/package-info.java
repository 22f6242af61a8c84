/** The streams-app: configures, checks, starts and stops the topology, and says how it is. */
@NullMarked
package dev.oncemark.streams;

import org.jspecify.annotations.NullMarked;
