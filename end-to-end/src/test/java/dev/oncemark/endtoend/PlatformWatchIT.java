package dev.oncemark.endtoend;

import static org.awaitility.Awaitility.await;

import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.localstack.Http;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the platform loses without a word is known within a minute. */
@ExtendWith(StackExtension.class)
class PlatformWatchIT {

    @Test
    void shouldTellOfATableThatLeavesThePublication(Stack stack) throws SQLException {
        awaitMetric(stack, "oncemark_platform_problems{check=\"table-unpublished\",object=\"\"} 0.0");
        run(stack, "ALTER PUBLICATION oncemark_lms DROP TABLE lms.progress");
        try {
            awaitMetric(stack, "oncemark_platform_problems{check=\"table-unpublished\",object=\"lms.progress\"} 1.0");
        } finally {
            run(stack, "ALTER PUBLICATION oncemark_lms ADD TABLE lms.progress");
        }
        awaitMetric(stack, "oncemark_platform_problems{check=\"table-unpublished\",object=\"\"} 0.0");
        awaitMetric(stack, "oncemark_platform_problems{check=\"slot-inactive\",object=\"\"} 0.0");
    }

    @Test
    void shouldTellThatKafkaConnectDoesNotAnswer(Stack stack) {
        awaitMetric(stack, "oncemark_platform_watched 1.0");
        stack.connect().kill();
        awaitMetric(stack, "oncemark_platform_watched 0.0");
        stack.connect().start();
        awaitMetric(stack, "oncemark_platform_watched 1.0");
        awaitMetric(stack, "oncemark_platform_problems{check=\"connector-failed\",object=\"\"} 0.0");
    }

    private static void awaitMetric(Stack stack, String line) {
        await("of " + line)
                .atMost(Duration.ofMinutes(1))
                .until(() -> stack.metrics().stream()
                        .anyMatch(url -> Http.get(url).body().contains(line)));
    }

    private static void run(Stack stack, String sql) throws SQLException {
        try (Connection connection = stack.connection("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
