/** What can go wrong, and how it is put right. */
@NullMarked
package dev.oncemark.chaos.faults;

import org.jspecify.annotations.NullMarked;
