@NullMarked
package dev.oncemark.bench.way;

import org.jspecify.annotations.NullMarked;
