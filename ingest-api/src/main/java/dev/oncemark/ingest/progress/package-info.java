/** What PostgreSQL holds of completed lessons and courses: read only, and never in the way of a 202. */
@NullMarked
package dev.oncemark.ingest.progress;

import org.jspecify.annotations.NullMarked;
