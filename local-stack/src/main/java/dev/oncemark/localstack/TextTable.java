package dev.oncemark.localstack;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of text under a head, in columns as wide as they have to be. */
public record TextTable(List<String> head, List<List<String>> rows) {

    /** The rows that are left, as text; null is empty. */
    public static TextTable of(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<String> head = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
            head.add(rows.getMetaData().getColumnLabel(column));
        }
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                String value = rows.getString(column);
                row.add(value == null ? "" : value);
            }
            all.add(row);
        }
        return new TextTable(head, all);
    }

    /** All of it, each line after {@code indent}. */
    public String render(String indent) {
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.add(IntStream.range(0, head.size())
                .mapToObj(column -> "-".repeat(width(column)))
                .toList());
        all.addAll(rows);
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column))
                        .append(" ".repeat(width(column) - row.get(column).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private int width(int column) {
        int widest = head.get(column).length();
        for (List<String> row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }
}
