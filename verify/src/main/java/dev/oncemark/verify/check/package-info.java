/** The checks. They share nothing with the apps but the records that the contracts name. */
@NullMarked
package dev.oncemark.verify.check;

import org.jspecify.annotations.NullMarked;
