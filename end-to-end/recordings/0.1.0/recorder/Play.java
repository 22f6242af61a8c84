import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Stack;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What happens in the installation before it is recorded; README.md tells it in the same order. */
final class Play {

    /** As long as an id may be, 128 UTF-16 units, each emoji two of them. */
    static final String LONG_ENROLLMENT = "e-" + "😀".repeat(63);

    static final String LONG_LESSON = "Урок №1 / «Größe» " + "語".repeat(110);
    static final String LONG_COURSE = "курс " + "ß".repeat(123);

    private final Stack stack;
    private final Api api;
    private final String service;

    Play(Stack stack) {
        this.stack = stack;
        this.api = new Api(stack.ingestApi().url());
        this.service = stack.tokens().service();
    }

    /** All that is decided and stored when the recording is made. */
    void settled() throws Exception {
        load();
        requests();
        rejections();
        latestSixteen();
        sentAgain();
        movedEnrollment();
        catalog();
        imports();
        longIds();
        deadLetters();
        deletedEnrollment();
        snapshotAgain();
    }

    /** What is under way then: stored requests without a verdict, verdicts without a row. */
    void underWay() throws Exception {
        stack.sink().stop();
        api.submit(201, service, "e-bob", "groups", "bob-groups");
        api.submit(201, service, "e-bob", "rings", "bob-rings");
        api.submit(409, service, "e-bob", "rings", "bob-rings-again");
        api.leave(service, "e-late", "sets", "late-sets");
        api.leave(service, "e-late", "groups", "late-groups");
        api.leave(service, "e-late", "sets", "late-sets");
        api.leave(service, "e-never", "sets", "never-sets");
        api.leave(service, "e-bob", "soon", "bob-soon");
        api.leave(service, "e-bob", "fields", "bob-fields");
        // Read and kept, but not long enough to be given up: the grace period is 10 s.
        Thread.sleep(1_500);
        stack.streamsApp().stop();
        api.leave(service, "e-mia-2", "cell-02", "mia-2-cell-02");
        api.leave(service, "e-mia-2", "cell-01", "mia-2-cell-01-again");
        api.leave(service, "e-late", "rings", "late-rings");
        stack.ingestApi().stop();
        stack.connect().stop();
    }

    private void load() throws SQLException {
        course("algebra", true, "sets", "groups", "rings");
        course("biology", true, IntStream.rangeClosed(1, 20).mapToObj("cell-%02d"::formatted).toArray(String[]::new));
        course("chemistry", true, "atoms", "bonds", "lab");
        course("physics", true, "mass", "force");
        course("history", true, "rome", "athens", "troy");
        course("geography", true, "rivers", "seas");
        course("drafts", false, "draft");
        course(LONG_COURSE, true, LONG_LESSON);
        enroll("e-ada", "ada", "algebra", "active");
        enroll("e-bob", "bob", "algebra", "active");
        enroll("e-grace", "grace", "algebra", "active");
        enroll("e-suspended", "sue", "algebra", "suspended");
        enroll("e-mia", "mia", "biology", "active");
        enroll("e-mia-2", "mia", "biology", "active");
        enroll("e-chemist", "carl", "chemistry", "active");
        enroll("e-historian", "hal", "history", "active");
        enroll("e-sailor", "sam", "geography", "active");
        enroll("e-drafts", "dan", "drafts", "active");
        enroll("e-imported", "ida", "physics", "active");
        enroll("e-half-imported", "ivo", "physics", "active");
        enroll("e-leaver", "leo", "history", "active");
        enroll(LONG_ENROLLMENT, "Åsa " + "é".repeat(124), LONG_COURSE, "active");
        lms("UPDATE lms.lesson SET required = false WHERE id = 'lab'");
    }

    private void requests() {
        api.submit(201, service, "e-ada", "sets", "ada-sets");
        api.submit(201, service, "e-ada", "sets", "ada-sets");
        api.submit(409, service, "e-ada", "sets", "ada-sets-again");
        String ada = stack.tokens().learner("ada");
        api.put(201, ada, "e-ada", "groups");
        api.put(201, ada, "e-ada", "groups");
        String item = "{\"enrollmentId\": \"e-ada\", \"lessonId\": \"%s\"}";
        String items = item.formatted("rings") + "," + item.formatted("rings") + "," + item.formatted("sets");
        api.post(207, service, "/v1/completions:batch", "{\"items\": [" + items + "]}");
        String old = "{\"enrollment\": \"e-bob\", \"lesson\": \"sets\"}";
        api.post(201, service, "/api/progress/", old);
        api.post(400, service, "/api/progress/", old);
        api.submit(201, service, "e-drafts", "draft", "dan-draft");
        api.submit(201, service, "e-mia-2", "cell-01", "mia-2-cell-01");
    }

    private void rejections() throws SQLException {
        api.submit(403, stack.tokens().learner("bob"), "e-ada", "sets", "bob-for-ada");
        api.submit(409, service, "e-suspended", "sets", "sue-sets");
        // A platform without foreign keys, where a course comes later than its learners, or never.
        lms("ALTER TABLE lms.enrollment DROP CONSTRAINT enrollment_course_id_fkey");
        enroll("e-lost", "lou", "lost", "active");
        CompletableFuture.allOf(
                        api.submitAsync(404, service, "e-nobody", "sets", "nobody-sets"),
                        api.submitAsync(404, service, "e-lost", "sets", "lou-sets"),
                        api.submitAsync(422, service, "e-ada", "alchemy", "ada-alchemy"))
                .join();
    }

    /** Of the first four of these the enrollment's state has no request id any more. */
    private void latestSixteen() throws Exception {
        for (int lesson = 1; lesson <= 20; lesson++) {
            api.submit(201, service, "e-mia", "cell-%02d".formatted(lesson), "mia-%02d".formatted(lesson));
        }
        await("SELECT count(*) = 20 FROM progress.lesson_progress WHERE enrollment_id = 'e-mia'");
        api.submit(201, service, "e-mia", "cell-01", "mia-01");
        api.submit(409, service, "e-mia", "cell-02", "mia-02-again");
    }

    /** As by an ingest-api that has been started anew and does not know the requests: the same records once more. */
    private void sentAgain() throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", stack.broker().bootstrapServers(), "isolation.level", "read_committed");
        var bytes = new ByteArrayDeserializer();
        List<ProducerRecord<byte[], byte[]>> again = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            var partitions = consumer.partitionsFor(Topics.COMPLETION_REQUESTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> again.add(new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value(), record.headers())));
            }
        }
        try (var producer = producer()) {
            again.forEach(producer::send);
        }
        api.submit(409, service, "e-ada", "rings", "ada-rings-again");
        api.submit(409, service, "e-mia", "cell-20", "mia-20-again");
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.broker().bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void movedEnrollment() throws SQLException {
        api.submit(201, service, "e-grace", "sets", "grace-sets");
        lms("UPDATE lms.enrollment SET course_id = 'biology' WHERE id = 'e-grace'");
        api.submit(201, service, "e-grace", "cell-03", "grace-cell-03");
        api.submit(201, service, "e-grace", "sets", "grace-sets");
        api.submit(409, service, "e-grace", "sets", "grace-sets-again");
    }

    private void catalog() throws Exception {
        api.submit(201, service, "e-chemist", "atoms", "carl-atoms");
        lms("UPDATE lms.lesson SET required = false WHERE id = 'bonds'");
        awaitCompleted("e-chemist", "CATALOG");
        api.submit(201, service, "e-historian", "rome", "hal-rome");
        api.submit(201, service, "e-historian", "athens", "hal-athens");
        lms("DELETE FROM lms.lesson WHERE id = 'troy'");
        awaitCompleted("e-historian", "CATALOG");
        api.submit(201, service, "e-historian", "rome", "hal-rome");
        lms("INSERT INTO lms.lesson VALUES ('fields', 'algebra', 'fields', 4, true)");
        api.submit(201, service, "e-ada", "fields", "ada-fields");
        api.submit(201, service, "e-sailor", "rivers", "sam-rivers");
        lms("UPDATE lms.course SET published = false WHERE id = 'geography'");
        // One transaction behind: when its lesson can be completed, the course is known to be unpublished.
        lms("INSERT INTO lms.lesson VALUES ('deserts', 'geography', 'deserts', 3, false)");
        api.submit(201, service, "e-sailor", "deserts", "sam-deserts");
        api.submit(201, service, "e-sailor", "seas", "sam-seas");
    }

    private void imports() throws Exception {
        progress("e-imported", "mass");
        progress("e-imported", "force");
        progress("e-half-imported", "mass");
        awaitCompleted("e-imported", "IMPORT");
        api.submit(409, service, "e-imported", "mass", "ida-mass");
        api.submit(201, service, "e-half-imported", "force", "ivo-force");
        // Of a lesson that is not in the enrollment's course: it waits.
        progress("e-bob", "cell-05");
    }

    private void longIds() {
        api.submit(201, service, LONG_ENROLLMENT, LONG_LESSON, "long");
        api.submit(201, service, LONG_ENROLLMENT, LONG_LESSON, "long");
    }

    private void deadLetters() throws Exception {
        try (var producer = producer()) {
            for (var topic : List.of(Topics.COMPLETION_REQUESTS, Topics.LMS_ENROLLMENTS, Topics.LMS_COURSES)) {
                byte[] key = "e-ada".getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic.name(), key, "{\"not\": ".getBytes(StandardCharsets.UTF_8)))
                        .get();
                producer.send(new ProducerRecord<>(topic.name(), key, new byte[] {(byte) 0xff, 0, 1})).get();
            }
        }
    }

    private void deletedEnrollment() throws Exception {
        api.submit(201, service, "e-leaver", "rome", "leo-rome");
        lms("DELETE FROM lms.enrollment WHERE id = 'e-leaver'");
        lms("INSERT INTO lms.course VALUES ('fence', 'fence', true)");
        lms("INSERT INTO lms.lesson VALUES ('post', 'fence', 'post', 1, true)");
        enroll("e-fence", "flo", "fence", "active");
        // Of another partition, perhaps, but later in the platform's log than the deleted row.
        api.submit(201, service, "e-fence", "post", "flo-post");
        Thread.sleep(1_000);
        api.submit(409, service, "e-leaver", "athens", "leo-athens");
    }

    private void snapshotAgain() throws SQLException {
        stack.connect().connector().takeSnapshotAgain();
        enroll("e-fence-2", "flo", "fence", "active");
        api.submit(201, service, "e-fence-2", "post", "flo-2-post");
    }

    private void course(String id, boolean published, String... lessons) throws SQLException {
        lms("INSERT INTO lms.course VALUES ('%s', 'A course', %s)".formatted(id, published));
        for (int position = 1; position <= lessons.length; position++) {
            lms("INSERT INTO lms.lesson VALUES ('%s', '%s', 'A lesson', %d, true)"
                    .formatted(lessons[position - 1], id, position));
        }
    }

    private void enroll(String id, String learner, String course, String status) throws SQLException {
        lms("INSERT INTO lms.enrollment VALUES ('%s', '%s', '%s', '%s', '2026-09-01T08:00:00Z')"
                .formatted(id, learner, course, status));
    }

    private void progress(String enrollment, String lesson) throws SQLException {
        lms("INSERT INTO lms.progress VALUES ('%s', '%s', '2025-05-05T05:05:05.123456Z')".formatted(enrollment, lesson));
    }

    private void lms(String sql) throws SQLException {
        try (Connection connection = stack.postgres().connect("lms");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitCompleted(String enrollment, String origin) throws Exception {
        await("SELECT count(*) = 1 FROM progress.course_completion WHERE enrollment_id = '%s' AND origin = '%s'"
                .formatted(enrollment, origin));
    }

    private void await(String question) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!isTrue(question)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not so within 20 s: " + question);
            }
            Thread.sleep(100);
        }
    }

    private boolean isTrue(String question) throws SQLException {
        try (Connection connection = stack.postgres().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
