@NullMarked
package dev.oncemark.bench.sink;

import org.jspecify.annotations.NullMarked;
