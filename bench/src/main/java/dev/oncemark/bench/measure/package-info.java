/** What every suite is made of: its command, what it measures with, and where its figures go. */
@NullMarked
package dev.oncemark.bench.measure;

import org.jspecify.annotations.NullMarked;
