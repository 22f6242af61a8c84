package dev.oncemark.adopt.rows;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many rows there were, and of each reason how many and the first. */
public final class Tally {

    /** Reasons can be as many as rows; what they have in common are the words before the colon. */
    private static final int MAX_REASONS = 50;

    private static final String OTHERS = "other reasons";

    private final Map<String, Reason> reasons = new LinkedHashMap<>();
    private long count;

    /**
     * Rows for one reason.
     *
     * @param text why, for the first of them
     * @param first the first of them, by its key
     */
    public record Reason(String text, String first, long count) {

        private Reason andOneMore() {
            return new Reason(text, first, count + 1);
        }
    }

    void add() {
        count++;
    }

    void add(String reason, String row) {
        count++;
        String group = group(reason);
        Reason known = reasons.get(group);
        if (known == null && reasons.size() >= MAX_REASONS) {
            group = OTHERS;
            known = reasons.get(group);
        }
        reasons.put(group, known == null ? new Reason(reason, row, 1) : known.andOneMore());
    }

    private static String group(String reason) {
        int colon = reason.indexOf(": ");
        return colon < 0 ? reason : reason.substring(0, colon);
    }

    public long count() {
        return count;
    }

    /** The commonest first. */
    public List<Reason> reasons() {
        return reasons.values().stream()
                .sorted(Comparator.comparingLong(Reason::count).reversed())
                .toList();
    }
}
