/** Breaks a running stack in every way it can, and has what is left verified: {@code ./oncemark chaos}. */
@NullMarked
package dev.oncemark.chaos;

import org.jspecify.annotations.NullMarked;
