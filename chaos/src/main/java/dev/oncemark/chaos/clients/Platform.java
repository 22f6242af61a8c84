package dev.oncemark.chaos.clients;

import dev.oncemark.localstack.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** The learning platform: courses, learners, last year's progress, and changes of all of them. */
public final class Platform {

    static final int LESSONS = 8;
    private static final int OPTIONAL = 3;
    private static final int MOST_SECONDS_AGO = 20;

    private final Postgres postgres;
    private final int courses;
    private final AtomicInteger enrollments = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();

    /** @param courses how many there are */
    public Platform(Postgres postgres, int courses) {
        this.postgres = postgres;
        this.courses = courses;
    }

    /** Fills the tables with so many enrollments, a fifth of which have some progress already. */
    public void fill(int count) throws SQLException {
        execute(
                "INSERT INTO lms.course SELECT 'c' || i, 'A course', true, %s FROM generate_series(0, %d) i"
                        .formatted(policy("i"), courses - 1),
                """
                INSERT INTO lms.lesson SELECT 'c' || c || '-l' || l, 'c' || c, 'A lesson', l, l < %d
                FROM generate_series(0, %d) c, generate_series(0, %d) l
                """.formatted(LESSONS - OPTIONAL, courses - 1, LESSONS - 1));
        enroll(0, count);
        execute("""
                INSERT INTO lms.progress SELECT 'e' || i, 'c' || i %% %d || '-l0', now() - interval '1 year'
                FROM generate_series(0, %d, 5) i
                """.formatted(courses, count - 1));
    }

    /** Each of the policies for a third of the numbers. */
    private static String policy(String number) {
        return "(ARRAY['sticky', 'reopen', 'flag'])[1 + %s %% 3]".formatted(number);
    }

    /** How many results come of the progress of so many enrollments. */
    public static int imported(int count) {
        return (count + 4) / 5;
    }

    private void enroll(int from, int to) throws SQLException {
        execute("""
                INSERT INTO lms.enrollment SELECT 'e' || i, 'u' || i, 'c' || i %% %d, 'active', now()
                FROM generate_series(%d, %d) i
                """.formatted(courses, from, to - 1));
        enrollments.set(to);
    }

    /** One more enrollment, under an id that is nobody's yet, in the first course. */
    public void enroll(String id) {
        try {
            execute("INSERT INTO lms.enrollment VALUES ('%s', 'late', 'c0', 'active', now())".formatted(id));
        } catch (SQLException away) {
            throw new IllegalStateException("PostgreSQL is away", away);
        }
    }

    int enrollments() {
        return enrollments.get();
    }

    String course(int enrollment) {
        return "c" + enrollment % courses;
    }

    /** Makes one change, as a platform does while its learners learn. */
    public void change(Random random) throws SQLException {
        int number = changes.incrementAndGet();
        int course = random.nextInt(courses);
        switch (random.nextInt(9)) {
            case 0 ->
                execute("INSERT INTO lms.lesson VALUES ('c%1$d-x%2$d', 'c%1$d', 'New', 99, %3$s)"
                        .formatted(course, number, random.nextBoolean()));
            case 1 ->
                execute("UPDATE lms.lesson SET required = NOT required WHERE id = 'c%d-l%d'"
                        .formatted(course, random.nextInt(LESSONS)));
            case 2 -> execute("UPDATE lms.course SET published = NOT published WHERE id = 'c%d'".formatted(course));
            case 3 ->
                execute(
                        "UPDATE lms.enrollment SET status = CASE status WHEN 'active' THEN 'suspended' ELSE 'active' END "
                                + "WHERE id = 'e%d'".formatted(random.nextInt(enrollments())));
            case 4 -> execute("DELETE FROM lms.lesson WHERE id LIKE 'c%d-x%%'".formatted(course));
            case 5 -> readProgressAgain(random);
            case 6 -> recordProgress(random);
            case 7 ->
                execute("UPDATE lms.course SET completion_policy = %s WHERE id = 'c%d'"
                        .formatted(policy(String.valueOf(random.nextInt(3))), course));
            default -> enroll(enrollments(), enrollments() + 5);
        }
    }

    /** As a snapshot that is taken again does: last year's progress must not complete what was taken back since. */
    private void readProgressAgain(Random random) throws SQLException {
        execute("UPDATE lms.progress SET completed_at = completed_at WHERE enrollment_id IN ('e0', 'e5', 'e%d')"
                .formatted(random.nextInt(enrollments()) / 5 * 5));
    }

    /** The platform still has clients that tell it, and not Oncemark, what was completed. */
    private void recordProgress(Random random) throws SQLException {
        int enrollment = random.nextBoolean() ? random.nextInt(PlannedCompletions.BUSY) : random.nextInt(enrollments());
        execute("""
                INSERT INTO lms.progress VALUES ('e%d', '%s-l%d', now() - interval '%d s')
                ON CONFLICT (enrollment_id, lesson_id) DO UPDATE SET completed_at = excluded.completed_at
                """.formatted(
                        enrollment, course(enrollment), random.nextInt(LESSONS), random.nextInt(MOST_SECONDS_AGO)));
    }

    public int changes() {
        return changes.get();
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = postgres.connect("lms");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
