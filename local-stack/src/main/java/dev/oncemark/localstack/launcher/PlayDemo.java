package dev.oncemark.localstack.launcher;

import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.localstack.Directories;
import dev.oncemark.localstack.ListenerPorts;
import dev.oncemark.localstack.ProcessFailedException;
import dev.oncemark.localstack.Stack;
import dev.oncemark.localstack.demo.Demo;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * Starts a fresh stack for the demo, plays it and stops the stack. What {@code up} keeps is not touched: the demo has a
 * directory of its own, and free ports where the usual ones are taken.
 */
@Command(
        name = "demo",
        description =
                "On a fresh stack of its own: load a sample LMS, let five clients race for the same lessons, finish a"
                        + " course, take a lesson back, begin a second attempt, and check every verdict and row.")
public final class PlayDemo implements Subcommand {

    @Override
    public Integer call() {
        Path own = Home.data().resolve("demo");
        ListenerPorts ports = Home.ports();
        return new RunDirectory(own).holding(() -> {
            for (String part :
                    List.of("kafka", "postgres", "connect", "streams-app", "sink", "ingest-api", "keys", "logs")) {
                Directories.delete(own.resolve(part));
            }
            return play(new Stack(own, ports.withFreeForThoseInUse()), own);
        });
    }

    private static int play(Stack stack, Path own) {
        System.out.println("A fresh stack for the demo; its logs will be in " + own.resolve("logs"));
        try {
            stack.start(System.out::println);
            int failed = new Demo(stack, System.out).run();
            System.out.println(failed == 0 ? "\nAll of it held." : "\n" + failed + " of it did not hold.");
            return failed == 0 ? 0 : 1;
        } catch (ProcessFailedException | IllegalStateException failed) {
            if (stack.isAskedToStop()) {
                return 1;
            }
            throw new FailedException(String.valueOf(failed.getMessage()));
        } catch (SQLException refused) {
            throw new FailedException("PostgreSQL refused: " + refused.getMessage());
        } finally {
            stack.stop();
        }
    }
}
