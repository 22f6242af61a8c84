package dev.oncemark.verify.history;

import dev.oncemark.contracts.Topic;

/** One partition of one topic. */
public record Log(String topic, int partition) {

    public static Log of(Topic<?> topic, int partition) {
        return new Log(topic.name(), partition);
    }

    /** The same partition of the topic that has this one's dead letters. */
    public static Log ofDeadLetters(Topic<?> topic, int partition) {
        return new Log(topic.deadLetters(), partition);
    }

    /** A record's place, as it is shown to people: {@code completion-requests-3@1207}. */
    public String at(long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
