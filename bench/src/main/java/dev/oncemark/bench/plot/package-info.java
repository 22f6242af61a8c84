/** Pictures of what was measured, as SVG on a white ground, so that they can be read in light and dark pages. */
@NullMarked
package dev.oncemark.bench.plot;

import org.jspecify.annotations.NullMarked;
