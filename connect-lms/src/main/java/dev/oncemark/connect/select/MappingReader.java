package dev.oncemark.connect.select;

import dev.oncemark.connect.expression.InvalidExpressionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

/** Reads one SELECT of a setting, and refuses what cannot be followed row by row in the platform's log. */
record MappingReader(Kind kind, PlainSelect select) {

    Mapping read() {
        requirePlain();
        Table table = table();
        Map<Field, Expression> fields = fields();
        requireFields(fields);
        ExpressionCheck.of(fields, select.getWhere());
        return new Mapping(kind, tableName(table), fields, select.getWhere());
    }

    /** Whatever else a SELECT has would be in its text, too. */
    private void requirePlain() {
        var plain = new PlainSelect()
                .withSelectItems(select.getSelectItems())
                .withFromItem(select.getFromItem())
                .withWhere(select.getWhere());
        if (!plain.toString().equals(select.toString())) {
            throw new InvalidExpressionException(
                    "only SELECT … FROM one table WHERE … can be followed in the platform's log; %s has more"
                            .formatted(select));
        }
    }

    private Table table() {
        if (select.getFromItem() instanceof Table table && table.toString().equals(table.getFullyQualifiedName())) {
            return table;
        }
        throw new InvalidExpressionException(
                "FROM has to name one table, as schema.table or database.table, without an alias");
    }

    private static String tableName(Table table) {
        List<String> parts = new ArrayList<>();
        table.getNameParts().forEach(part -> parts.add(unquoted(part)));
        Collections.reverse(parts);
        if (parts.size() != 2) {
            throw new InvalidExpressionException(
                    "FROM has to name the table as schema.table or database.table, and not as %s".formatted(table));
        }
        return String.join(".", parts);
    }

    private static String unquoted(String name) {
        char first = name.charAt(0);
        return first == '"' || first == '`' || first == '[' ? name.substring(1, name.length() - 1) : name;
    }

    private Map<Field, Expression> fields() {
        Map<Field, Expression> fields = new LinkedHashMap<>();
        for (SelectItem<?> item : select.getSelectItems()) {
            String name = name(item);
            Field field = kind.field(name);
            if (field == null) {
                throw new InvalidExpressionException(
                        "%s is no column of a %s, which has %s".formatted(name, kind.tableName(), kind.fieldNames()));
            }
            if (fields.put(field, item.getExpression()) != null) {
                throw new InvalidExpressionException("%s is there twice".formatted(name));
            }
        }
        return fields;
    }

    private static String name(SelectItem<?> item) {
        if (item.getAlias() != null) {
            return unquoted(item.getAlias().getName());
        }
        if (item.getExpression() instanceof Column column) {
            return column.getUnquotedColumnName();
        }
        throw new InvalidExpressionException("%s has no name: write … AS name".formatted(item));
    }

    private void requireFields(Map<Field, Expression> fields) {
        for (Field field : kind.fields()) {
            if (field.required() && !fields.containsKey(field)) {
                throw new InvalidExpressionException("%s is missing".formatted(field.name()));
            }
        }
        if (kind == Kind.LESSON
                && fields.keySet().stream()
                                .filter(field -> field.identity() && !field.required())
                                .count()
                        != 1) {
            throw new InvalidExpressionException("a lesson has either course_id or section_id, and not both");
        }
    }
}
