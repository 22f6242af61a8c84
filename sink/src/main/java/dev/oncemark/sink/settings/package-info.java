/** What can be set, checked at start. */
@NullMarked
package dev.oncemark.sink.settings;

import org.jspecify.annotations.NullMarked;
