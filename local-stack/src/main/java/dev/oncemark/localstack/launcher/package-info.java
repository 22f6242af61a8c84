/** The commands of {@code ./oncemark}. */
@NullMarked
package dev.oncemark.localstack.launcher;

import org.jspecify.annotations.NullMarked;
