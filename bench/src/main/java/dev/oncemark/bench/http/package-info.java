/** What a request costs the ingest-api. */
@NullMarked
package dev.oncemark.bench.http;

import org.jspecify.annotations.NullMarked;
