package dev.oncemark.localstack.launcher;

import dev.oncemark.localstack.Addresses;
import dev.oncemark.localstack.Directories;
import dev.oncemark.localstack.PartFailedException;
import dev.oncemark.localstack.Stack;
import dev.oncemark.localstack.demo.Demo;
import dev.oncemark.localstack.launcher.StackMain.FailedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Starts a fresh stack for the demo, plays it and stops the stack. What {@code up} keeps is not touched: the demo has a
 * directory of its own, and free ports where the usual ones are taken.
 */
record PlayDemo(Path data, Addresses addresses) {

    int run() {
        Path own = data.resolve("demo");
        return new RunDirectory(own).holding(() -> {
            for (String part :
                    List.of("kafka", "postgres", "connect", "streams-app", "sink", "ingest-api", "keys", "logs")) {
                Directories.delete(own.resolve(part));
            }
            return play(new Stack(own, addresses.withFreeForThoseInUse()));
        });
    }

    private int play(Stack stack) {
        System.out.println("A fresh stack for the demo; its logs will be in " + data.resolve("demo/logs"));
        try {
            stack.start(System.out::println);
            int failed = new Demo(stack, System.out).run();
            System.out.println(failed == 0 ? "\nAll of it held." : "\n" + failed + " of it did not hold.");
            return failed == 0 ? 0 : 1;
        } catch (PartFailedException | IllegalStateException failed) {
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
