/** The app's own code without broker and database, nanoseconds and bytes an operation. */
@NullMarked
package dev.oncemark.bench.jmh;

import org.jspecify.annotations.NullMarked;
