package dev.oncemark.endtoend;

import dev.oncemark.endtoend.stack.Stack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The learning platform, which writes its own tables and knows nothing of Oncemark. */
record Lms(Stack stack) {

    /** A course as the platform has it; its ids are no other test's. */
    record Course(String id, List<String> lessons, List<String> enrollments) {
        String enrollment() {
            return enrollments.get(0);
        }
    }

    /** Publishes a course whose lessons are all required, with learners in it. */
    Course publish(int lessons, int learners) throws SQLException {
        return publish(lessons, learners, "");
    }

    /** @param policy what becomes of those who completed it, if it requires more later; empty where it does not say */
    Course publish(int lessons, int learners, String policy) throws SQLException {
        String id = "course-" + UUID.randomUUID();
        String more = policy.isEmpty() ? "" : ", '" + policy + "'";
        Course course = new Course(id, ids(id + "/lesson-", lessons), ids(id + "/enrollment-", learners));
        try (Connection connection = stack.connection("lms")) {
            connection.setAutoCommit(false);
            insert(connection, "INSERT INTO lms.course VALUES (?, 'A course', true" + more + ")", List.of(id));
            insert(connection, "INSERT INTO lms.lesson SELECT ?, '" + id + "', 'A lesson', 1, true", course.lessons());
            insert(
                    connection,
                    "INSERT INTO lms.enrollment SELECT ?, 'learner', '" + id + "', 'active', now()",
                    course.enrollments());
            connection.commit();
        }
        return course;
    }

    /** One more required lesson; its id. */
    String addLesson(Course course) throws SQLException {
        String lesson = course.id() + "/lesson-added";
        try (Connection connection = stack.connection("lms")) {
            insert(
                    connection,
                    "INSERT INTO lms.lesson SELECT ?, '" + course.id() + "', 'A lesson', 2, true",
                    List.of(lesson));
        }
        return lesson;
    }

    /** Runs one statement of the platform's, as a transaction of its own. */
    void run(String sql, String... values) throws SQLException {
        try (Connection connection = stack.connection("lms");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int value = 0; value < values.length; value++) {
                statement.setString(value + 1, values[value]);
            }
            statement.execute();
        }
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }

    private static void insert(Connection connection, String sql, List<String> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String id : ids) {
                statement.setString(1, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
