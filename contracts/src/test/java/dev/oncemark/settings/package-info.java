@NullMarked
package dev.oncemark.settings;

import org.jspecify.annotations.NullMarked;
