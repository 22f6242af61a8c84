/** What stands between the apps, the broker and PostgreSQL, and can fail like a network. */
@NullMarked
package dev.oncemark.chaos.proxy;

import org.jspecify.annotations.NullMarked;
