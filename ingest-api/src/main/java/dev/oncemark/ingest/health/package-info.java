/** Whether the API can do its work, and what it has done. */
@NullMarked
package dev.oncemark.ingest.health;

import org.jspecify.annotations.NullMarked;
