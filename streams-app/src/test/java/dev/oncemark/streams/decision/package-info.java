@NullMarked
package dev.oncemark.streams.decision;

import org.jspecify.annotations.NullMarked;
