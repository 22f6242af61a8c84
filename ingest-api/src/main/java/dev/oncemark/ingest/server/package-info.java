/** HTTP: connections, limits, how routes are declared and guarded, bodies read and answers written. */
@NullMarked
package dev.oncemark.ingest.server;

import org.jspecify.annotations.NullMarked;
