package dev.oncemark.ingest.generated;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import dev.oncemark.ingest.RealParts;
import dev.oncemark.schema.LessonRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A result of an installation that has run for long: its request has the offset 2^40. It is in the topic and stored. */
final class FarAlong {

    static final long OFFSET = 1L << 40;

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    final String enrollment = UUID.randomUUID().toString();
    final UUID request = UUID.randomUUID();

    FarAlong() throws SQLException {
        CompletionResult result = CompletionResult.accepted(
                new Subject(request, enrollment, "lesson", TIME, new RecordPosition("completion-requests", 0, OFFSET)),
                new Basis(TIME, "course", "ann", OFFSET),
                OFFSET,
                null);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", RealParts.broker().bootstrapServers()),
                new StringSerializer(),
                Topics.COMPLETION_RESULTS.serde())) {
            var unused = producer.send(new ProducerRecord<>(Topics.COMPLETION_RESULTS.name(), enrollment, result));
        }
        store(result);
    }

    private static void store(CompletionResult result) throws SQLException {
        try (Connection connection = RealParts.postgres().connect("oncemark_sink")) {
            LessonRow.insert(connection, result);
        }
    }
}
