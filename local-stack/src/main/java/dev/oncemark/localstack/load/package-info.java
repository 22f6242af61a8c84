/** The one load engine: paced, saturating and behaving clients of an HTTP server, on one thread. */
@NullMarked
package dev.oncemark.localstack.load;

import org.jspecify.annotations.NullMarked;
