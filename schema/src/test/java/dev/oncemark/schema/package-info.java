@NullMarked
package dev.oncemark.schema;

import org.jspecify.annotations.NullMarked;
