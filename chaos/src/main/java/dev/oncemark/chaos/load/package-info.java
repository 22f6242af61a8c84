/** Clients that keep a journal, and a learning platform that changes. */
@NullMarked
package dev.oncemark.chaos.load;

import org.jspecify.annotations.NullMarked;
