package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

/** The place of one record in Kafka: it names the record for ever, as no offset is used twice. */
public record RecordPosition(String topic, int partition, long offset) {

    public RecordPosition {
        requireField("topic", topic);
    }
}
