/** Requests over HTTP, and Oncemark to send them to. */
@NullMarked
package dev.oncemark.bench.load;

import org.jspecify.annotations.NullMarked;
