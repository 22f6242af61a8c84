/** From rows of courses and lessons to outlines, published only where a transaction or snapshot ends. */
@NullMarked
package dev.oncemark.streams.catalog;

import org.jspecify.annotations.NullMarked;
