/** From records to what they say. What cannot be read becomes a dead letter, and the task goes on. */
@NullMarked
package dev.oncemark.streams.reading;

import org.jspecify.annotations.NullMarked;
