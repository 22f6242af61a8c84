package dev.oncemark.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database {@code oncemark} with the LMS's tables and all roles, as {@code postgres/oncemark.sql} says. */
record LmsSchema(String maintenanceUrl, String url) {

    private static final String OWNER = "postgres";

    /** Databases that version 0.1.0 made lack it. */
    private static final String COURSE_HAS_POLICY = """
            SELECT 1 FROM information_schema.columns
            WHERE table_schema = 'lms' AND table_name = 'course' AND column_name = 'completion_policy'
            """;

    /** All of it is there when this returns, or nothing but an empty database. */
    void createIfMissing() throws SQLException {
        try (Connection connection = DriverManager.getConnection(maintenanceUrl, OWNER, "")) {
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = 'oncemark'")) {
                execute(connection, "CREATE DATABASE oncemark");
            }
        }
        try (Connection connection = DriverManager.getConnection(url, OWNER, "")) {
            if (!exists(connection, "SELECT 1 FROM pg_namespace WHERE nspname = 'lms'")) {
                connection.setAutoCommit(false);
                execute(connection, sql());
                connection.commit();
            } else if (!exists(connection, COURSE_HAS_POLICY)) {
                execute(connection, "ALTER TABLE IF EXISTS lms.course ADD completion_policy text");
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String sql() {
        try (InputStream in = LmsSchema.class.getResourceAsStream("/postgres/oncemark.sql")) {
            if (in == null) {
                throw new IllegalStateException("oncemark.sql is missing from the jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
