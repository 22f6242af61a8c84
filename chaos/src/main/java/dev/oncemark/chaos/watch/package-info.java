/** What is seen while it goes wrong. */
@NullMarked
package dev.oncemark.chaos.watch;

import org.jspecify.annotations.NullMarked;
