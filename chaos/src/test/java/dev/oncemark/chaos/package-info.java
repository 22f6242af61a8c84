@NullMarked
package dev.oncemark.chaos;

import org.jspecify.annotations.NullMarked;
