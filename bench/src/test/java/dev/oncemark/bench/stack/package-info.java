@NullMarked
package dev.oncemark.bench.stack;

import org.jspecify.annotations.NullMarked;
