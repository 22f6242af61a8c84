/**
 * What is known of one enrollment, as an immutable value, and its packed form. Pure: no Kafka, no clock, no random.
 */
@NullMarked
package dev.oncemark.streams.enrollment;

import org.jspecify.annotations.NullMarked;
