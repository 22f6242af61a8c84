/** Who may do what, and how often: bearer tokens, scopes, rates. */
@NullMarked
package dev.oncemark.ingest.access;

import org.jspecify.annotations.NullMarked;
