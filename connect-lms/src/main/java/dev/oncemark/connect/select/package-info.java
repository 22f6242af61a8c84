/** The settings: for each kind of row a SELECT, which says where its columns come from and which rows count. */
@NullMarked
package dev.oncemark.connect.select;

import org.jspecify.annotations.NullMarked;
