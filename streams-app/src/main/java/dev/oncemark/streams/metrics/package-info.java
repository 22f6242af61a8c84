/** What the tasks count. */
@NullMarked
package dev.oncemark.streams.metrics;

import org.jspecify.annotations.NullMarked;
