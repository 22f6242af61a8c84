@NullMarked
package dev.oncemark.bench.http;

import org.jspecify.annotations.NullMarked;
