/** What the API reads from the topics: which requests are pending, the latest results, and who waits for them. */
@NullMarked
package dev.oncemark.ingest.results;

import org.jspecify.annotations.NullMarked;
