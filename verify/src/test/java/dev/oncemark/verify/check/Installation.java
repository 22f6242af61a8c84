package dev.oncemark.verify.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.schema.CommandRow;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.CourseChangeRow;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.EndedLessonRow;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.schema.Migrations;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.history.StoredRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts a history on a real broker and into a real PostgreSQL, at the offsets that it names. */
public final class Installation {

    private static final String APPLICATION = "oncemark-streams";

    private final Broker broker;
    private final Postgres postgres;

    public Installation(Broker broker, Postgres postgres) {
        this.broker = broker;
        this.postgres = postgres;
    }

    public void putGoodHistory() throws Exception {
        MemoryHistory history = GoodHistory.make();
        createTopics();
        try (var producer = producer(Map.of())) {
            history.logs.forEach((log, records) -> records.forEach(stored -> send(producer, log, stored)));
        }
        park(history);
        consume(history);
        store(history);
    }

    /** A producer of bytes; the caller closes it. */
    public KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Unlike Oncemark's own, they take the writer's timestamps, and keep what happened so long ago. */
    private void createTopics() throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            int partitions = topic.partitions(MemoryHistory.PARTITIONS);
            topics.add(topic(topic.name(), partitions));
            topics.add(topic(topic.deadLetters(), partitions));
        }
        topics.add(topic(APPLICATION + "-parked-changelog", MemoryHistory.PARTITIONS));
        try (Admin admin = broker.admin()) {
            admin.createTopics(topics).all().get();
        }
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Log log, StoredRecord stored) {
        var record =
                new ProducerRecord<>(log.topic(), log.partition(), stored.timestamp(), stored.key(), stored.value());
        stored.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try {
            long offset = producer.send(record).get().offset();
            if (offset != stored.offset()) {
                throw new AssertionError(log + " has offset " + offset + ", not " + stored.offset());
            }
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private void park(MemoryHistory history) {
        try (var producer = producer(Map.of())) {
            history.parked.forEach((partition, offsets) -> {
                Log log = new Log(APPLICATION + "-parked-changelog", partition);
                for (long offset : offsets) {
                    byte[] key =
                            "e-soon%c%016x".formatted(Ids.SEPARATOR, offset).getBytes(UTF_8);
                    send(producer, log, new StoredRecord(0, 0, key, new byte[] {1}, Map.of()));
                }
            });
        }
    }

    private void consume(MemoryHistory history) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        history.consumed.forEach((log, offset) ->
                offsets.put(new TopicPartition(log.topic(), log.partition()), new OffsetAndMetadata(offset)));
        try (Admin admin = broker.admin()) {
            admin.alterConsumerGroupOffsets(APPLICATION, offsets).all().get();
        }
    }

    private void store(MemoryHistory history) throws SQLException {
        Migrations.migrate(postgres.connections("oncemark_sink"));
        try (Connection connection = postgres.connect("oncemark_sink")) {
            for (CompletionResult row : history.lessonRows) {
                LessonRow.insert(connection, row);
            }
            for (EndedLesson row : history.endedRows) {
                EndedLessonRow.insert(connection, row);
            }
            for (CarriedOut row : history.commandRows) {
                CommandRow.insert(connection, row);
            }
            for (CourseChange row : history.changeRows) {
                CourseChangeRow.insert(connection, row);
            }
            for (CourseCompletion row : history.courseRows) {
                CourseRow.insert(connection, row);
            }
            for (Map.Entry<Log, Long> stored : history.stored.entrySet()) {
                Log log = stored.getKey();
                execute(
                        connection,
                        "INSERT INTO progress.sink_offset VALUES (?, ?, ?)",
                        log.topic(),
                        log.partition(),
                        stored.getValue());
            }
        }
    }

    private static void execute(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            statement.executeUpdate();
        }
    }
}
