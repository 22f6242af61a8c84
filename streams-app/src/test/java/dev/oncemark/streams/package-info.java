@NullMarked
package dev.oncemark.streams;

import org.jspecify.annotations.NullMarked;
