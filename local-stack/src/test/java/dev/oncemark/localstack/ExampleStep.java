package dev.oncemark.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Statements of the platform's, and the rows that come of them: lines such as {@code --> gone lesson {"id":"7"}} behind them.
 *
 * @param sql without comments
 * @param rows as {@link ExampleRow#toString()} has them, in any order
 */
record ExampleStep(String sql, List<String> rows) {

    private static final String ROW = "--> ";

    /** The whole of a script as one step. */
    static ExampleStep of(String script) {
        List<String> sql = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (String line : script.split("\n", -1)) {
            if (line.startsWith(ROW)) {
                rows.add(ExampleRow.normalized(line.substring(ROW.length())));
            } else if (!line.startsWith("--")) {
                sql.add(line);
            }
        }
        return new ExampleStep(String.join("\n", sql).strip(), List.copyOf(rows));
    }

    /** A step for each paragraph of a script. */
    static List<ExampleStep> allOf(String script) {
        return Stream.of(script.split("\n\n"))
                .map(ExampleStep::of)
                .filter(step -> !step.sql().isEmpty())
                .toList();
    }
}
