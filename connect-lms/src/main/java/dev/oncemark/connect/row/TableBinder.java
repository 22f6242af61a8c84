package dev.oncemark.connect.row;

import dev.oncemark.connect.column.Column;
import dev.oncemark.connect.expression.Binder;
import dev.oncemark.connect.expression.ColumnTerm;
import dev.oncemark.connect.expression.InvalidExpressionException;
import dev.oncemark.connect.expression.Term;
import dev.oncemark.connect.expression.Truth;
import dev.oncemark.connect.select.Field;
import dev.oncemark.connect.select.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Expression;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Finds the columns that the settings name in a table, as its first record, or the first of a changed table, has them. */
final class TableBinder {

    private final String table;
    private final Schema row;
    private final Set<String> keyColumns;
    private final Set<String> identityColumns = new LinkedHashSet<>();

    /**
     * @param row the schema of the table's rows
     * @param key the schema of the keys of Debezium's records, null where they have none
     */
    TableBinder(String table, Schema row, @Nullable Schema key) {
        this.table = table;
        this.row = row;
        this.keyColumns = key == null
                ? Set.of()
                : key.fields().stream()
                        .map(org.apache.kafka.connect.data.Field::name)
                        .collect(Collectors.toSet());
    }

    /** @throws ConnectException if a column is missing, or of a type that cannot be what it has to be */
    List<BoundMapping> bind(List<Mapping> mappings) {
        List<BoundMapping> bound = mappings.stream().map(this::bind).toList();
        if (!keyColumns.containsAll(identityColumns)) {
            throw new ConnectException(("%s: the key of Debezium's records lacks columns that say which row it is: set"
                            + " message.key.columns to %s:%s (those, and the primary key's)")
                    .formatted(table, table, String.join(",", identityColumns)));
        }
        return bound;
    }

    private BoundMapping bind(Mapping mapping) {
        List<BoundField> fields = new ArrayList<>();
        for (Map.Entry<Field, Expression> entry : mapping.fields().entrySet()) {
            fields.add(inSetting(mapping, entry.getKey().name(), () -> field(entry.getKey(), entry.getValue())));
        }
        Expression condition = mapping.condition();
        return new BoundMapping(
                mapping.kind(),
                mapping.key(),
                List.copyOf(fields),
                condition == null ? null : inSetting(mapping, "WHERE", () -> condition(condition)),
                BoundMapping.unmapped(
                        mapping.kind(),
                        mapping.fields().keySet().stream().map(Field::name).collect(Collectors.toSet())));
    }

    private BoundField field(Field field, Expression expression) {
        Set<Column> columns = new LinkedHashSet<>();
        Term term = binder(columns).bind(expression);
        if (field.identity()) {
            columns.forEach(column -> identityColumns.add(column.name()));
        }
        return BoundField.of(field, term, described(expression, columns));
    }

    private BoundMapping.BoundCondition condition(Expression expression) {
        Set<Column> columns = new LinkedHashSet<>();
        Truth truth = Truth.of(binder(columns).bind(expression));
        return new BoundMapping.BoundCondition(truth, "WHERE " + described(expression, columns));
    }

    private Binder binder(Set<Column> columns) {
        return new Binder(name -> {
            Column column = column(name);
            columns.add(column);
            return new ColumnTerm(column);
        });
    }

    private Column column(String name) {
        var field = row.field(name);
        if (field == null) {
            throw new InvalidExpressionException("%s has no column %s, or the connector does not capture it; it has %s"
                    .formatted(
                            table,
                            name,
                            row.fields().stream()
                                    .map(org.apache.kafka.connect.data.Field::name)
                                    .collect(Collectors.joining(", "))));
        }
        return Column.of(name, field.schema());
    }

    private static String described(Expression expression, Set<Column> columns) {
        return columns.stream()
                .map(Column::typeName)
                .collect(Collectors.joining(", ", "column " + expression + " (", ")"));
    }

    private static <T> T inSetting(Mapping mapping, String part, java.util.function.Supplier<T> binding) {
        try {
            return binding.get();
        } catch (InvalidExpressionException wrong) {
            throw new ConnectException(
                    "%s: %s: %s".formatted(mapping.kind().tableName(), part, wrong.getMessage()), wrong);
        }
    }
}
