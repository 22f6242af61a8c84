package dev.oncemark.verify.check;

import dev.oncemark.contracts.DeadLetters;
import dev.oncemark.contracts.Topic;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.history.StoredRecord;
import java.util.TreeMap;

/**
 * Which records of a log are among its dead letters, and how often each. They are few: whoever writes to a topic what
 * cannot be read does so by mistake.
 */
final class DeadLetterOffsets {

    private final TreeMap<Long, Integer> times = new TreeMap<>();

    static DeadLetterOffsets read(History history, Topic<?> topic, int partition) {
        DeadLetterOffsets offsets = new DeadLetterOffsets();
        history.read(Log.ofDeadLetters(topic, partition), letter -> offsets.add(topic, partition, letter));
        return offsets;
    }

    private void add(Topic<?> topic, int partition, StoredRecord letter) {
        String offset = letter.headers().get(DeadLetters.OFFSET);
        if (offset != null
                && topic.name().equals(letter.headers().get(DeadLetters.TOPIC))
                && Integer.toString(partition).equals(letter.headers().get(DeadLetters.PARTITION))) {
            times.merge(Long.parseLong(offset), 1, Integer::sum);
        }
    }

    boolean has(long offset) {
        return times.containsKey(offset);
    }

    int times(long offset) {
        return times.getOrDefault(offset, 0);
    }

    /** How many records before {@code offset} are here. */
    int before(long offset) {
        return times.headMap(offset).size();
    }

    int size() {
        return times.size();
    }
}
