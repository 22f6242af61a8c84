package dev.oncemark.adopt.rows;

import dev.oncemark.connect.select.Kind;

/**
 * What became of the rows of one kind.
 *
 * @param taken that count here
 * @param passedOver that do not count, and are no mistake
 * @param refused that cannot be read
 */
public record KindTally(Kind kind, Tally taken, Tally passedOver, Tally refused) {

    static KindTally of(Kind kind) {
        return new KindTally(kind, new Tally(), new Tally(), new Tally());
    }

    public long rows() {
        return taken.count() + passedOver.count() + refused.count();
    }
}
