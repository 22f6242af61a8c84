@NullMarked
package dev.oncemark.ingest.broker;

import org.jspecify.annotations.NullMarked;
