@NullMarked
package dev.oncemark.bench.plot;

import org.jspecify.annotations.NullMarked;
