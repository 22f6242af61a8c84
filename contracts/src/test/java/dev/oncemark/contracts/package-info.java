@NullMarked
package dev.oncemark.contracts;

import org.jspecify.annotations.NullMarked;
