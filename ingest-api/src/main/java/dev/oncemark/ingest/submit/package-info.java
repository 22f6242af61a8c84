/** A request's way through the API: to the broker, and for those who wait, back with its verdict. */
@NullMarked
package dev.oncemark.ingest.submit;

import org.jspecify.annotations.NullMarked;
