@NullMarked
package dev.oncemark.verify;

import org.jspecify.annotations.NullMarked;
