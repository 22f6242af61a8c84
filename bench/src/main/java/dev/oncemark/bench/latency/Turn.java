package dev.oncemark.bench.latency;

import dev.oncemark.bench.Figures;

/** Requests at one rate, the first of which only warm up, and what came of them when. */
final class Turn {

    private final Pace pace;
    private final int from;
    private final Times stored = new Times();
    private final Times verdicts = new Times();
    private final Times rows = new Times();

    /** @param from the number of the first that counts */
    Turn(Pace pace, int from) {
        this.pace = pace;
        this.from = from;
    }

    static Turn of(int first, int rate, int warmSeconds, int seconds) {
        long soon = System.nanoTime() + 20_000_000;
        return new Turn(new Pace(first, rate * (warmSeconds + seconds), soon, rate), first + rate * warmSeconds);
    }

    Pace pace() {
        return pace;
    }

    boolean counts(int number) {
        return number >= from && pace.has(number);
    }

    void stored(int number) {
        add(stored, number, System.nanoTime());
    }

    void verdict(int number, long nanos) {
        add(verdicts, number, nanos);
    }

    private void add(Times times, int number, long nanos) {
        if (counts(number)) {
            times.add(nanos - pace.intended(number));
        }
    }

    Times rows() {
        return rows;
    }

    boolean hasVerdicts() {
        return verdicts.count() == counted();
    }

    boolean hasRows() {
        return rows.count() == counted();
    }

    private int counted() {
        return pace.first() + pace.count() - from;
    }

    /** @param rate as it is to be called */
    void addTo(Figures figures, String contestant, String rate) {
        String title = contestant + ", " + rate;
        if (stored.count() > 0) {
            stored.addTo(figures, title + ", to the 202");
        }
        verdicts.addTo(figures, title + ", to the verdict");
        if (rows.count() > 0) {
            rows.addTo(figures, title + ", to the row");
        }
    }

    @Override
    public String toString() {
        return "verdict p50 %.1f ms, p99 %.1f ms".formatted(verdicts.millis(50), verdicts.millis(99));
    }
}
