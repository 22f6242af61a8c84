/** {@code ./oncemark dry-run}: what a connector's configuration would make of a platform's database. It writes nothing. */
@NullMarked
package dev.oncemark.adopt;

import org.jspecify.annotations.NullMarked;
