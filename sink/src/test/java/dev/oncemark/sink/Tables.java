package dev.oncemark.sink;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.schema.CommandRow;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows of some enrollments. */
public record Tables(Set<CompletionResult> lessons, Set<EndedLesson> ended, Set<CarriedOut> commands) {

    Tables() {
        this(new HashSet<>(), new HashSet<>(), new HashSet<>());
    }

    int size() {
        return lessons.size() + ended.size() + commands.size();
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** What PostgreSQL has. */
    public static Tables of(List<String> enrollments) {
        try (Connection connection = RealParts.postgres().connect("oncemark_sink")) {
            return new Tables(
                    rows(connection, LessonRow.TABLE, LessonRow::result, enrollments),
                    rows(connection, EndedLessonRow.TABLE, EndedLessonRow::ended, enrollments),
                    rows(connection, CommandRow.TABLE, CommandRow::carriedOut, enrollments));
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static <T> Set<T> rows(Connection connection, Table table, Row<T> row, List<String> enrollments)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(table.select() + " WHERE enrollment_id = ANY (?)")) {
            select.setArray(1, connection.createArrayOf("text", enrollments.toArray()));
            Set<T> found = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row.of(rows));
                }
            }
            return found;
        }
    }
}
