/** The whole stack and its apps one by one, beside servers, loaders and a database that do less. */
@NullMarked
package dev.oncemark.bench.stack;

import org.jspecify.annotations.NullMarked;
