/** What Oncemark is measured beside: small, fair, and each a process of its own. */
@NullMarked
package dev.oncemark.bench.peer;

import org.jspecify.annotations.NullMarked;
