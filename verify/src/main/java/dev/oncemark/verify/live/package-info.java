/** The history that a broker and PostgreSQL keep. It is only ever read. */
@NullMarked
package dev.oncemark.verify.live;

import org.jspecify.annotations.NullMarked;
