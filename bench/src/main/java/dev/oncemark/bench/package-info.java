/** Measures Oncemark beside its peers: same input, same broker, same database, in turn, by CPU time and wall clock. */
@NullMarked
package dev.oncemark.bench;

import org.jspecify.annotations.NullMarked;
