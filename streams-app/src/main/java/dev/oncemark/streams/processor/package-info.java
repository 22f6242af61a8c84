/** The shell around the decision: gets state, lets it be decided, puts state, forwards the verdict. */
@NullMarked
package dev.oncemark.streams.processor;

import org.jspecify.annotations.NullMarked;
