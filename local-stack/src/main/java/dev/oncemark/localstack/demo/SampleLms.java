package dev.oncemark.localstack.demo;

import dev.oncemark.localstack.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A small learning platform: what its own database has when Oncemark comes to it. */
final class SampleLms {

    /** The course that the demo races for and finishes, with the enrollment that does and its learner. */
    static final String COURSE = "kafka-basics";

    static final String ENROLLMENT = "ada-in-kafka-basics";
    static final String LEARNER = "ada";
    static final List<String> REQUIRED_LESSONS =
            List.of("what-a-topic-is", "keys-and-partitions", "consumer-groups", "transactions");
    static final int ENROLLMENTS = 4;

    private static final String SQL = """
            INSERT INTO lms.course (id, title, published) VALUES
                ('kafka-basics', 'Kafka from the ground up', true),
                ('sql-basics', 'SQL for the curious', true),
                ('rust-basics', 'Rust, a draft', false);
            INSERT INTO lms.lesson (id, course_id, title, position, required) VALUES
                ('what-a-topic-is', 'kafka-basics', 'What a topic is', 1, true),
                ('keys-and-partitions', 'kafka-basics', 'Keys and partitions', 2, true),
                ('consumer-groups', 'kafka-basics', 'Consumer groups', 3, true),
                ('transactions', 'kafka-basics', 'Transactions', 4, true),
                ('history-of-kafka', 'kafka-basics', 'A history of Kafka', 5, false),
                ('select', 'sql-basics', 'SELECT', 1, true),
                ('join', 'sql-basics', 'JOIN', 2, true),
                ('ownership', 'rust-basics', 'Ownership', 1, true);
            INSERT INTO lms.enrollment (id, learner_id, course_id) VALUES
                ('ada-in-kafka-basics', 'ada', 'kafka-basics'),
                ('ben-in-kafka-basics', 'ben', 'kafka-basics'),
                ('ben-in-sql-basics', 'ben', 'sql-basics'),
                ('cleo-in-sql-basics', 'cleo', 'sql-basics');
            """;

    private SampleLms() {}

    /** Writes it as the LMS would: in one transaction, under the LMS's role. */
    static void load(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.connect("lms");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(SQL);
            connection.commit();
        }
    }
}
