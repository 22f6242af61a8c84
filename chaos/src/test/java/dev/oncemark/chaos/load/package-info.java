@NullMarked
package dev.oncemark.chaos.load;

import org.jspecify.annotations.NullMarked;
