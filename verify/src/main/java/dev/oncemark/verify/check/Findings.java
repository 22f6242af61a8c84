package dev.oncemark.verify.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found: how often each violation, its first offenders, and how much of what was looked at. */
public final class Findings {

    private final int shown;
    private final Map<Violation, Long> violations = new EnumMap<>(Violation.class);
    private final Map<Violation, List<String>> offenders = new EnumMap<>(Violation.class);
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** @param shown how many offenders of each violation are kept */
    public Findings(int shown) {
        this.shown = shown;
    }

    /** One violation; {@code where} says of which record or row, and what is wrong with it. */
    public void report(Violation violation, String where) {
        violations.merge(violation, 1L, Long::sum);
        List<String> first = offenders.computeIfAbsent(violation, kind -> new ArrayList<>());
        if (first.size() < shown) {
            first.add(where);
        }
    }

    /** One more of what was looked at, such as {@code requests}. */
    public void count(String what) {
        count(what, 1);
    }

    public void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    /** Something that could not be checked, or is worth knowing, and is no violation. */
    public void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    public boolean isGood() {
        return violations.isEmpty();
    }

    public long count(Violation violation) {
        return violations.getOrDefault(violation, 0L);
    }

    /** The violations that were found. */
    public java.util.Set<Violation> violations() {
        return Collections.unmodifiableSet(violations.keySet());
    }

    public List<String> offenders(Violation violation) {
        return List.copyOf(offenders.getOrDefault(violation, List.of()));
    }

    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }
}
