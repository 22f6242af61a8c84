package dev.oncemark.streams.processor;

import dev.oncemark.streams.processor.Input.Requested;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** One enrollment's parked requests, in the order in which they came, and which requests they hold. */
final class ParkedQueue {

    /** By the offset of their records, the oldest first. */
    private final Map<Long, Parked> requests = new LinkedHashMap<>();

    private final Held all = new Held();

    boolean isEmpty() {
        return requests.isEmpty();
    }

    void add(Parked parked) {
        requests.put(parked.requested().position().offset(), parked);
        all.add(parked.requested());
    }

    /** The one that came first; there has to be one. */
    Parked head() {
        return requests.values().iterator().next();
    }

    /** Whether a request that comes now has to wait behind these. */
    boolean holds(Requested requested, boolean isCourseKnown) {
        return all.hold(requested, isCourseKnown);
    }

    /** Removes those that {@code decide} decides. It is asked in their order, but for those that one that stays holds. */
    void release(boolean isCourseKnown, Predicate<Parked> decide) {
        var staying = new Held();
        Iterator<Parked> rest = requests.values().iterator();
        while (rest.hasNext() && !staying.holdAll(isCourseKnown)) {
            Parked parked = rest.next();
            if (!staying.hold(parked.requested(), isCourseKnown) && decide.test(parked)) {
                rest.remove();
                all.remove(parked.requested());
            } else {
                staying.add(parked.requested());
            }
        }
    }

    /**
     * What requests that wait hold (docs/design.md, section 4, rule 4): those about the same lesson; all, as long as the
     * enrollment or its course is not known; and a command holds, and is held by, every other.
     */
    private static final class Held {
        private final Map<String, Integer> completions = new HashMap<>();
        private int commands;

        void add(Requested requested) {
            if (requested.isCommand()) {
                commands++;
            } else {
                completions.merge(lesson(requested), 1, Integer::sum);
            }
        }

        void remove(Requested requested) {
            if (requested.isCommand()) {
                commands--;
            } else {
                completions.computeIfPresent(lesson(requested), (lesson, count) -> count == 1 ? null : count - 1);
            }
        }

        boolean hold(Requested requested, boolean isCourseKnown) {
            return holdAll(isCourseKnown)
                    || (!completions.isEmpty()
                            && (requested.isCommand() || completions.containsKey(lesson(requested))));
        }

        private static String lesson(Requested completion) {
            return Objects.requireNonNull(completion.request().about());
        }

        boolean holdAll(boolean isCourseKnown) {
            return commands > 0 || (!completions.isEmpty() && !isCourseKnown);
        }
    }
}
