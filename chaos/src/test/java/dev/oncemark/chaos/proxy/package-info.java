@NullMarked
package dev.oncemark.chaos.proxy;

import org.jspecify.annotations.NullMarked;
