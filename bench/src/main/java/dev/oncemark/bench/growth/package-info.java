/** What a large state costs: CPU of the next request, bytes, and the time until results come again. */
@NullMarked
package dev.oncemark.bench.growth;

import org.jspecify.annotations.NullMarked;
