@NullMarked
package dev.oncemark.chaos.watch;

import org.jspecify.annotations.NullMarked;
