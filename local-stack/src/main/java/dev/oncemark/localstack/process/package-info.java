/** Starting, watching and ending processes, and what they cost. */
@NullMarked
package dev.oncemark.localstack.process;

import org.jspecify.annotations.NullMarked;
