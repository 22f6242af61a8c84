package dev.oncemark.streams.processor;

import org.jspecify.annotations.Nullable;

/** The value of a record that could not be read, as it came, and the topic and partition it came from. */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes to the sink
public record DeadLetter(String inTopic, int inPartition, byte @Nullable [] value) {}
