package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that some examples add to the platform's, and the triggers that keep them up. */
class ExampleTriggersTest {

    private static final Example MOODLE = new Example("moodle");

    /** Everything in the database that a script could leave behind. */
    private static final String ALL = """
            SELECT 'schema ' || nspname FROM pg_namespace
            UNION ALL SELECT format('relation %s.%s %s', relnamespace::regnamespace, relname, relreplident) FROM pg_class
                WHERE relnamespace <> 'pg_toast'::regnamespace
            UNION ALL SELECT 'function ' || oid::regprocedure FROM pg_proc
            UNION ALL SELECT format('trigger %s on %s', tgname, tgrelid::regclass) FROM pg_trigger
            UNION ALL SELECT 'publication ' || pubname FROM pg_publication
            ORDER BY 1""";

    private static final String ENROLLMENTS =
            "SELECT user_id || ' ' || active FROM oncemark.enrollment WHERE course_id = 6";

    @TempDir
    private static Path directory;

    private static Postgres postgres;

    @BeforeAll
    static void start() {
        postgres = new Postgres(directory.resolve("postgres"), 0);
        postgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rails", "moodle"})
    void shouldLeaveNothingBehindWhenItIsTakenAway(String name) throws SQLException {
        Example example = new Example(name);
        try (Connection platform = ExampleDatabase.create(postgres, name + "_removed")) {
            ExampleRun.run(platform, example.schema());
            ExampleRun.run(platform, example.data().sql());
            List<String> before = texts(platform, ALL);

            ExampleRun.run(platform, example.preparation());
            List<String> with = texts(platform, ALL);
            ExampleRun.run(platform, example.preparation());
            assertThat(texts(platform, ALL)).isEqualTo(with);

            ExampleRun.run(platform, example.removal());
            assertThat(texts(platform, ALL)).isEqualTo(before);
            ExampleRun.run(platform, example.removal());
            // The platform goes on without any of it.
            for (ExampleStep step : example.changes()) {
                if (!step.sql().contains("oncemark.")) {
                    ExampleRun.run(platform, step.sql());
                }
            }
        }
    }

    /** Each of two transactions takes away one way in which the user is enrolled, and sees the other's. */
    @Test
    void shouldDropAnEnrollmentWhoseLastTwoWaysEndAtOnce() throws Exception {
        try (Connection one = filled("moodle_both_end", MOODLE);
                Connection other = ExampleDatabase.connect(postgres, "moodle_both_end")) {
            ExampleRun.run(one, "INSERT INTO mdl_enrol (id, enrol, courseid) VALUES (37, 'self', 6)");
            ExampleRun.run(one, "INSERT INTO mdl_user_enrolments (enrolid, userid) VALUES (37, 101)");
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            ExampleRun.run(one, "DELETE FROM mdl_user_enrolments WHERE enrolid = 36");
            CompletableFuture<Void> waiting = later(other, "DELETE FROM mdl_user_enrolments WHERE enrolid = 37");
            awaitLock(one);
            one.commit();
            waiting.get(20, TimeUnit.SECONDS);
            other.commit();

            assertThat(texts(one, ENROLLMENTS)).isEmpty();
        }
    }

    /** Each of two transactions is the first to enroll the user, and only one of them actively. */
    @Test
    void shouldKnowAnEnrollmentThatBeginsTwiceAtOnce() throws Exception {
        try (Connection one = filled("moodle_both_begin", MOODLE);
                Connection other = ExampleDatabase.connect(postgres, "moodle_both_begin")) {
            ExampleRun.run(one, "INSERT INTO mdl_enrol (id, enrol, courseid) VALUES (37, 'self', 6)");
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            ExampleRun.run(one, "INSERT INTO mdl_user_enrolments (enrolid, userid, status) VALUES (36, 105, 0)");
            CompletableFuture<Void> waiting =
                    later(other, "INSERT INTO mdl_user_enrolments (enrolid, userid, status) VALUES (37, 105, 1)");
            awaitLock(one);
            one.commit();
            waiting.get(20, TimeUnit.SECONDS);
            other.commit();

            assertThat(texts(one, ENROLLMENTS)).contains("105 true");
        }
    }

    /** A user takes a path while a course joins it. */
    @Test
    void shouldEnrollInACourseThatJoinsThePathAtOnce() throws Exception {
        try (Connection one = filled("rails_at_once", new Example("rails"));
                Connection other = ExampleDatabase.connect(postgres, "rails_at_once")) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            ExampleRun.run(one, "UPDATE users SET path_id = 1 WHERE id = 101");
            CompletableFuture<Void> waiting = later(other, "UPDATE courses SET path_id = 1 WHERE id = 30");
            awaitLock(one);
            one.commit();
            waiting.get(20, TimeUnit.SECONDS);
            other.commit();

            assertThat(texts(one, "SELECT course_id FROM oncemark.enrollments WHERE user_id = 101 ORDER BY 1"))
                    .containsExactly("10", "30");
        }
    }

    /** What triggers did not see is mended by running the script again. */
    @Test
    void shouldMendWhatIsWrong() throws SQLException {
        try (Connection platform = filled("moodle_mended", MOODLE)) {
            String all = """
                    SELECT 'course ' || c FROM oncemark.course c UNION ALL SELECT 'lesson ' || l FROM oncemark.lesson l
                    UNION ALL SELECT 'progress ' || p FROM oncemark.progress p
                    UNION ALL SELECT 'enrollment ' || e FROM oncemark.enrollment e ORDER BY 1""";
            List<String> right = texts(platform, all);
            ExampleRun.run(platform, """
                    UPDATE oncemark.course SET published = NOT published;
                    DELETE FROM oncemark.lesson WHERE id = 21;
                    INSERT INTO oncemark.lesson VALUES (999, 2, true);
                    UPDATE oncemark.progress SET completionstate = 1;
                    INSERT INTO oncemark.progress VALUES (999, 1, 1, 1, 1, 1);
                    DELETE FROM oncemark.enrollment WHERE course_id = 6;
                    INSERT INTO oncemark.enrollment VALUES (999, 2, true)""");

            ExampleRun.run(platform, MOODLE.preparation());

            assertThat(texts(platform, all)).isEqualTo(right);
        }
    }

    private static Connection filled(String database, Example example) throws SQLException {
        Connection platform = ExampleDatabase.create(postgres, database);
        ExampleDatabase.fill(platform, example);
        return platform;
    }

    private static CompletableFuture<Void> later(Connection platform, String sql) {
        return CompletableFuture.runAsync(() -> {
            try {
                ExampleRun.run(platform, sql);
            } catch (SQLException refused) {
                throw new CompletionException(refused);
            }
        });
    }

    private static void awaitLock(Connection platform) throws Exception {
        while (texts(platform, "SELECT 'waiting' FROM pg_locks WHERE NOT granted")
                .isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static List<String> texts(Connection platform, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = platform.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
