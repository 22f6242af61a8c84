package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.streams.catalog.CatalogRules;
import dev.oncemark.streams.decision.Decisions;
import dev.oncemark.streams.processor.DecisionProcessor.Decider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The topology agrees with the reference model in random histories, and would not if one of them were wrong. */
class PropertyTest {

    private static final int HISTORIES = 2_400;
    private static final int PER_TOPOLOGY = 200;

    /** What few histories show, with the seed near which one does. */
    private static final Map<StateFault, Integer> RARE =
            Map.of(StateFault.WHICH_COURSE_WAS_COMPLETED, 600, StateFault.WHAT_WAS_COMPLETED_SINCE, 4_600);

    private static final List<CompletionPolicy> POLICIES =
            List.of(CompletionPolicy.STICKY, CompletionPolicy.REOPEN, CompletionPolicy.FLAG);

    /** What plays the histories: the app and the model as they are, or one of them with a fault. */
    record Players(
            Decider decider,
            Supplier<KeptStores> stores,
            Duration settle,
            RandomCatalog.Fault catalog,
            WaitingOrder order) {

        static final Players AS_THEY_ARE = new Players(
                Decisions.BY_DEFAULT::decide,
                KeptStores::new,
                RandomHistory.SETTLE,
                RandomCatalog.Fault.NONE,
                WaitingOrder.AS_RULED);

        Players with(Decider other) {
            return new Players(other, stores, settle, catalog, order);
        }

        Players with(Supplier<KeptStores> others) {
            return new Players(decider, others, settle, catalog, order);
        }

        Players with(Duration other) {
            return new Players(decider, stores, other, catalog, order);
        }

        Players with(RandomCatalog.Fault fault) {
            return new Players(decider, stores, settle, fault, order);
        }

        Players with(WaitingOrder other) {
            return new Players(decider, stores, settle, catalog, other);
        }

        /** Plays those of the seeds from {@code first} on; returns the first difference, or null. */
        @Nullable
        String play(int first, int end, Set<String> kinds) {
            int number = first / PER_TOPOLOGY;
            int bound = number % 2 == 0 ? 1_000 : 3;
            CompletionPolicy policy = POLICIES.get(number % POLICIES.size());
            var rules = new CatalogRules(settle, policy, Set.of());
            try (TestedTopology tested =
                    new TestedTopology(rules, bound, decider, stores.get().stores())) {
                for (int seed = first; seed < end; seed++) {
                    var courses =
                            new CatalogModel(RandomHistory.SETTLE, policy.name().toLowerCase(Locale.ROOT), tested::now);
                    var model = new ReferenceModel(bound, order, courses, tested::now);
                    String differences = new RandomHistory(tested, model, seed, catalog).differences(kinds);
                    if (differences != null) {
                        return "seed " + seed + "\n" + differences;
                    }
                }
            }
            return null;
        }

        @Nullable
        String firstDifference(int from, int histories, Set<String> kinds) {
            String difference = null;
            for (int first = from; first < from + histories && difference == null; first += PER_TOPOLOGY) {
                difference = play(first, Math.min(first + PER_TOPOLOGY, from + histories), kinds);
            }
            return difference;
        }
    }

    @Test
    void shouldAgreeWithTheReferenceModel() {
        Set<String> kinds = new TreeSet<>();
        assertThat(Players.AS_THEY_ARE.firstDifference(0, HISTORIES, kinds)).isNull();
        assertThat(kinds)
                .as("kinds of what the histories told")
                .containsExactly(
                        "ACCEPTED API",
                        "ACCEPTED IMPORT",
                        "ACCEPTED WAIVE",
                        "ALREADY_COMPLETED",
                        "ALREADY_COMPLETED with the original",
                        "ATTEMPT_EXISTS",
                        "ATTEMPT_NOT_BEGUN",
                        "ATTEMPT_OVER",
                        "ATTEMPT_SKIPPED",
                        "ATTEMPT_STARTED by RESET",
                        "CONTENT_CHANGED by CATALOG",
                        "ENROLLMENT_NOT_ACTIVE",
                        "FIRST COMPLETION by API",
                        "FIRST COMPLETION by CATALOG",
                        "FIRST COMPLETION by IMPORT",
                        "LATER COMPLETION by API",
                        "LATER COMPLETION by CATALOG",
                        "LATER COMPLETION by IMPORT",
                        "LESSON_NOT_IN_COURSE",
                        "NOT_COMPLETED",
                        "NOT_ENROLLMENT_OWNER",
                        "REOPENED by CATALOG",
                        "REPLAYED API",
                        "REPLAYED RESET",
                        "REPLAYED REVOKE",
                        "REPLAYED WAIVE",
                        "RESET RESET",
                        "RESET RESET with the completion",
                        "RESTORED by CATALOG",
                        "REVOKED REVOKE",
                        "REVOKED REVOKE with the completion",
                        "REVOKED by RESET",
                        "REVOKED by REVOKE",
                        "UNKNOWN_COURSE",
                        "UNKNOWN_ENROLLMENT");
    }

    private static void assertDisagreement(Players players) {
        assertDisagreement(players, 0);
    }

    private static void assertDisagreement(Players players, int from) {
        assertThat(players.firstDifference(from, 3 * PER_TOPOLOGY, new TreeSet<>()))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void shouldDisagreeWhereTheDecisionIsWrong(DecisionFault fault) {
        assertDisagreement(Players.AS_THEY_ARE.with(fault.decider));
    }

    @ParameterizedTest
    @EnumSource
    void shouldDisagreeWhereTheStateLacks(StateFault fault) {
        assertDisagreement(Players.AS_THEY_ARE.with(fault::stores), RARE.getOrDefault(fault, 0));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldDisagreeWhereTheCatalogIsTakenWrongly(RandomCatalog.Fault fault) {
        assertDisagreement(Players.AS_THEY_ARE.with(fault));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AS_RULED")
    void shouldDisagreeWhereRequestsWaitInAnotherOrder(WaitingOrder order) {
        assertDisagreement(Players.AS_THEY_ARE.with(order));
    }

    @Test
    void shouldDisagreeWhereACourseIsCompletedBeforeItIsQuiet() {
        assertDisagreement(Players.AS_THEY_ARE.with(Duration.ZERO));
    }
}
