/** What the project's documents say about its files. */
@NullMarked
package dev.oncemark.docs;

import org.jspecify.annotations.NullMarked;
