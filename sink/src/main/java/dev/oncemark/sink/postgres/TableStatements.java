package dev.oncemark.sink.postgres;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.oncemark.schema.Column;
import dev.oncemark.schema.Table;
import java.util.List;
import java.util.Map;

/** The SQL by which rows get into one table. */
record TableStatements(
        String copy,
        String incoming,
        String createIncoming,
        String copyIncoming,
        String insertIncoming,
        String countDifferent,
        String empty) {

    private static final Map<String, TableStatements> STATEMENTS =
            ProgressStore.TABLES.stream().collect(toMap(Table::name, TableStatements::write));

    static TableStatements of(Table table) {
        return requireNonNull(STATEMENTS.get(table.name()), table.name());
    }

    private static TableStatements write(Table table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        String columns = table.columnNames();
        String keys = names.stream().limit(table.keyColumns()).collect(joining(", "));
        String progress = table.qualifiedName();
        String incoming = "pg_temp.incoming_" + table.name();
        return new TableStatements(
                "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(progress, columns),
                incoming,
                "CREATE TEMPORARY TABLE IF NOT EXISTS incoming_%s (LIKE %s) ON COMMIT DELETE ROWS"
                        .formatted(table.name(), progress),
                "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(incoming, columns),
                "INSERT INTO %s (%s) SELECT %s FROM %s ORDER BY %s ON CONFLICT DO NOTHING"
                        .formatted(progress, columns, columns, incoming, keys),
                "SELECT count(*) FROM %s i JOIN %s t USING (%s) WHERE (%s) IS DISTINCT FROM (%s)"
                        .formatted(incoming, progress, keys, prefixed("i", names), prefixed("t", names)),
                "TRUNCATE " + incoming);
    }

    private static String prefixed(String alias, List<String> names) {
        return names.stream().map(name -> alias + "." + name).collect(joining(", "));
    }
}
