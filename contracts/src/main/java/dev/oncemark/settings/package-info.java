/** The command lines of the tools. */
@NullMarked
package dev.oncemark.settings;

import org.jspecify.annotations.NullMarked;
