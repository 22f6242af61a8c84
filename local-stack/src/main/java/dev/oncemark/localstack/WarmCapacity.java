package dev.oncemark.localstack;

import java.util.function.DoubleSupplier;

/** How much a machine takes once it is warm: a cold one takes little, and a share or a multiple of little is little. */
public final class WarmCapacity {

    /** Warm is what takes hardly more than it did before. */
    private static final double HARDLY_MORE = 1.05;

    private WarmCapacity() {}

    /** The most of several looks: of {@code least}, and then of as many as see more than the ones before, up to {@code most}. */
    public static double of(DoubleSupplier look, int least, int most) {
        double best = 0;
        for (int number = 1; number <= most; number++) {
            double seen = look.getAsDouble();
            if (number > least && seen < best * HARDLY_MORE) {
                return Math.max(seen, best);
            }
            best = Math.max(seen, best);
        }
        return best;
    }
}
