@NullMarked
package dev.oncemark.bench.jmh;

import org.jspecify.annotations.NullMarked;
