/** Takes completion requests over HTTP, stores them with the broker and answers with their verdicts. */
@NullMarked
package dev.oncemark.ingest;

import org.jspecify.annotations.NullMarked;
