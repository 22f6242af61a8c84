/** The whole way, running as processes or as containers of this machine; tests cannot tell which. */
@NullMarked
package dev.oncemark.endtoend.stack;

import org.jspecify.annotations.NullMarked;
