@NullMarked
package dev.oncemark.streams.enrollment;

import org.jspecify.annotations.NullMarked;
