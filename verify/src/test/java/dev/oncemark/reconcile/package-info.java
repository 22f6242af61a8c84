@NullMarked
package dev.oncemark.reconcile;

import org.jspecify.annotations.NullMarked;
