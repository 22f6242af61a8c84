@NullMarked
package dev.oncemark.bench.measure;

import org.jspecify.annotations.NullMarked;
