@NullMarked
package dev.oncemark.bench.idle;

import org.jspecify.annotations.NullMarked;
