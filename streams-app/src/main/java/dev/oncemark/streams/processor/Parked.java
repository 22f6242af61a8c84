package dev.oncemark.streams.processor;

import dev.oncemark.streams.processor.Input.Requested;

/** A parked request, and since when (milliseconds since 1970). {@link ParkedFormat} says how it is stored. */
record Parked(Requested requested, long since) {}
