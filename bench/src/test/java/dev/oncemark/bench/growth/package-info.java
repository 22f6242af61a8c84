@NullMarked
package dev.oncemark.bench.growth;

import org.jspecify.annotations.NullMarked;
