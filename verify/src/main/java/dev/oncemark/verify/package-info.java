/** Checks that nothing was lost and nothing happened twice: {@code ./oncemark verify}. */
@NullMarked
package dev.oncemark.verify;

import org.jspecify.annotations.NullMarked;
