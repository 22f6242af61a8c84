@NullMarked
package dev.oncemark.bench.latency;

import org.jspecify.annotations.NullMarked;
