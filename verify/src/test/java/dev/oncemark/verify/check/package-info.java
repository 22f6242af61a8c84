@NullMarked
package dev.oncemark.verify.check;

import org.jspecify.annotations.NullMarked;
