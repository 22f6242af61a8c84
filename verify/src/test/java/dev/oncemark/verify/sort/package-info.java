@NullMarked
package dev.oncemark.verify.sort;

import org.jspecify.annotations.NullMarked;
