/** What the API knows of requests: who waits for one, which are undecided, and the latest results. */
@NullMarked
package dev.oncemark.ingest.requests;

import org.jspecify.annotations.NullMarked;
