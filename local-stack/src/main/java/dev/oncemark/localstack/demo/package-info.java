/**
 * {@code ./oncemark demo}: the race that the LMS's old endpoint was slow and fragile at, a take-back and a second attempt,
 * played and checked.
 */
@NullMarked
package dev.oncemark.localstack.demo;

import org.jspecify.annotations.NullMarked;
