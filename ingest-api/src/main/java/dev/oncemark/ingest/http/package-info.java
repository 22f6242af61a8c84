/** The routes: what each reads from a request, and how it is answered. */
@NullMarked
package dev.oncemark.ingest.http;

import org.jspecify.annotations.NullMarked;
