@NullMarked
package dev.oncemark.bench.load;

import org.jspecify.annotations.NullMarked;
