/**
 * {@code ./oncemark reconcile}: ends enrollments that a whole snapshot of the platform did not have. Reads as the verifier
 * does, and writes rows to {@code lms.enrollments}.
 */
@NullMarked
package dev.oncemark.reconcile;

import org.jspecify.annotations.NullMarked;
