/** Whether the platform's server lets the connector do its work. */
@NullMarked
package dev.oncemark.adopt.server;

import org.jspecify.annotations.NullMarked;
