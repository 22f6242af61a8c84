/** How fast, and at what cost, requests that lie in the topic are decided. */
@NullMarked
package dev.oncemark.bench.streams;

import org.jspecify.annotations.NullMarked;
