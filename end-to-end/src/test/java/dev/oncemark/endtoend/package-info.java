/**
 * The whole way, from a client's request to a row in PostgreSQL, on every real part. What a lower layer of tests can show is
 * not shown here again.
 */
@NullMarked
package dev.oncemark.endtoend;

import org.jspecify.annotations.NullMarked;
