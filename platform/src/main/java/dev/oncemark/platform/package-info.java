/**
 * What the platform's PostgreSQL has to have so that the connector can read it: the slot, the publication, the tables and their
 * replica identities. It is read from the catalog, which every role may read; nothing is written.
 */
@NullMarked
package dev.oncemark.platform;

import org.jspecify.annotations.NullMarked;
