/** How long it takes from the time at which a request was to be sent to what becomes of it. */
@NullMarked
package dev.oncemark.bench.latency;

import org.jspecify.annotations.NullMarked;
