package dev.oncemark.sink.listener;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that can be no row, and why. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record, Exception error) {}
