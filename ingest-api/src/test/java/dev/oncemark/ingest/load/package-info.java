/** What a request costs: measured when asked for, never by the way. */
@NullMarked
package dev.oncemark.ingest.load;

import org.jspecify.annotations.NullMarked;
