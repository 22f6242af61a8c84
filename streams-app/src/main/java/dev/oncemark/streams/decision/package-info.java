/**
 * The decision (docs/design.md, section 4): a function of an enrollment's state, the outlines and a request. Pure: no Kafka, no
 * clock, no random; time comes in with the request.
 */
@NullMarked
package dev.oncemark.streams.decision;

import org.jspecify.annotations.NullMarked;
