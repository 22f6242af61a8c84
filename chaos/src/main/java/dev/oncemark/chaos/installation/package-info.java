/** The stack that is broken: with proxies between its parts, a small disk, and a supervisor that starts again what ended. */
@NullMarked
package dev.oncemark.chaos.installation;

import org.jspecify.annotations.NullMarked;
