/** Clients that keep a journal, and a learning platform that changes. */
@NullMarked
package dev.oncemark.chaos.clients;

import org.jspecify.annotations.NullMarked;
