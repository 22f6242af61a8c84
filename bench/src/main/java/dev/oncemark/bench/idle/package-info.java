/** What the whole stack costs while nothing happens, and how soon it is ready. */
@NullMarked
package dev.oncemark.bench.idle;

import org.jspecify.annotations.NullMarked;
