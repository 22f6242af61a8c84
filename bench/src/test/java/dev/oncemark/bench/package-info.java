@NullMarked
package dev.oncemark.bench;

import org.jspecify.annotations.NullMarked;
