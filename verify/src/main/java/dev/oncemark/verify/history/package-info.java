/** What there is to verify, as of one cut, wherever it is kept. */
@NullMarked
package dev.oncemark.verify.history;

import org.jspecify.annotations.NullMarked;
