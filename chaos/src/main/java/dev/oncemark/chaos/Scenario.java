package dev.oncemark.chaos;

import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/** What can be tried. docs/reliability.md says what each of them shows. */
@SuppressWarnings("ImmutableEnumChecker") // functions without a state
enum Scenario {
    /** So many enrollments that to the end many are asked for a lesson that they have not completed yet. */
    FAULTS(FaultsScenario::run, options -> options.seconds(180) * options.rate(100) / 9),
    /** As many as it takes to complete so many lessons. */
    RECOVERY((stage, options) -> new RecoveryScenario(stage).run(options), options -> options.completions() / 7),
    OVERLOAD((stage, options) -> new OverloadScenario(stage, Bottleneck.BROKER).run(options), options -> 0),
    STARVATION((stage, options) -> new OverloadScenario(stage, Bottleneck.CPU).run(options), options -> 0),
    DATABASE_DOWN((stage, options) -> new DatabaseDownScenario(stage).run(options), options -> 0);

    private final BiFunction<Stage, ChaosCommand, ChaosReport> play;
    private final ToIntFunction<ChaosCommand> enrollments;

    Scenario(BiFunction<Stage, ChaosCommand, ChaosReport> play, ToIntFunction<ChaosCommand> enrollments) {
        this.play = play;
        this.enrollments = enrollments;
    }

    ChaosReport run(Stage stage, ChaosCommand options) {
        return play.apply(stage, options);
    }

    /** How many it is played with. */
    int enrollments(ChaosCommand options) {
        return options.enrollments(enrollments.applyAsInt(options));
    }

    /** As it is called on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
