/** How every app is configured: the same names, from the same places, with the same errors. */
@NullMarked
package dev.oncemark.settings;

import org.jspecify.annotations.NullMarked;
