package dev.oncemark.bench;

import dev.oncemark.bench.jmh.JmhSuite;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.bench.stack.HttpSuite;
import dev.oncemark.bench.stack.IdleSuite;
import dev.oncemark.bench.stack.LatencySuite;
import dev.oncemark.bench.stack.OldWaySuite;
import dev.oncemark.bench.stack.SinkSuite;
import dev.oncemark.bench.streams.CommandsSuite;
import dev.oncemark.bench.streams.GrowthSuite;
import dev.oncemark.bench.streams.MixSuite;
import dev.oncemark.bench.streams.StreamsSuite;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.cli.WrongCallException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./oncemark bench SUITE}. */
@Command(
        name = "bench",
        synopsisSubcommandLabel = "SUITE",
        description = {
            "Measure beside peers: all on the same input, in turn, round by round; medians, lowest to highest.",
            "Wants a machine that has nothing else to do."
        },
        subcommands = {
            StreamsSuite.class,
            MixSuite.class,
            CommandsSuite.class,
            OldWaySuite.class,
            HttpSuite.class,
            LatencySuite.class,
            SinkSuite.class,
            GrowthSuite.class,
            IdleSuite.class,
            JmhSuite.class,
            BenchCommand.All.class
        })
public final class BenchCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new WrongCallException(
                "which suite? There are " + String.join(", ", spec.subcommands().keySet()));
    }

    /** One suite after the other, until one cannot be run. */
    @Command(name = "all", description = "Every suite in turn, with its own settings.")
    static final class All implements Subcommand {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private BenchCommand bench;

        @Option(names = "--rounds", paramLabel = "N", description = "How often each is measured.")
        private String rounds = "";

        @Override
        public Integer call() {
            String[] words = rounds.isEmpty() ? new String[0] : new String[] {"--rounds", rounds};
            for (CommandLine suite : bench.spec.subcommands().values()) {
                int failed = suite.getCommand() instanceof Suite ? suite.execute(words) : 0;
                if (failed != 0) {
                    return failed;
                }
            }
            return 0;
        }
    }
}
