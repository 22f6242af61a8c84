@NullMarked
package dev.oncemark.streams.processor;

import org.jspecify.annotations.NullMarked;
