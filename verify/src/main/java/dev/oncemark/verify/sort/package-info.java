/** Sorting of more than memory holds. */
@NullMarked
package dev.oncemark.verify.sort;

import org.jspecify.annotations.NullMarked;
