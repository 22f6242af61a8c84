@NullMarked
package dev.oncemark.bench.streams;

import org.jspecify.annotations.NullMarked;
