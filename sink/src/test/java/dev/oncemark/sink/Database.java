package dev.oncemark.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests ask PostgreSQL, as its superuser. */
public final class Database {

    private Database() {}

    public static int run(String sql, Object... arguments) {
        try (Connection connection = RealParts.postgres().connect("postgres");
                PreparedStatement statement = prepared(connection, sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException error) {
            throw new AssertionError(error);
        }
    }

    /** Every row as a list of its values. */
    public static List<List<@Nullable Object>> rows(String sql, Object... arguments) {
        try (Connection connection = RealParts.postgres().connect("postgres");
                PreparedStatement statement = prepared(connection, sql, arguments);
                ResultSet result = statement.executeQuery()) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException error) {
            throw new AssertionError(error);
        }
    }

    public static long number(String sql, Object... arguments) {
        return rows(sql, arguments).get(0).get(0) instanceof Number number ? number.longValue() : 0;
    }

    /** How many lessons are complete in enrollments whose ids begin so. */
    public static long lessons(String prefix) {
        return number("SELECT count(*) FROM progress.lesson_progress WHERE starts_with(enrollment_id, ?)", prefix);
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
