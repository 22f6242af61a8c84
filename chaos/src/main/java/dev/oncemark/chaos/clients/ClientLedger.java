package dev.oncemark.chaos.clients;

import dev.oncemark.chaos.watch.Heartbeat;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.localstack.load.Answer;
import dev.oncemark.localstack.load.Latencies;
import dev.oncemark.verify.check.JournalLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What clients were told: counted, and, where the request's id is known, written down as {@code ./oncemark verify --journal}
 * reads it.
 */
public final class ClientLedger implements AutoCloseable {

    private final BufferedWriter journal;
    private final Heartbeat acknowledged = new Heartbeat();
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private Latencies stored = new Latencies();
    private long withoutRetryAfter;

    /** @param journal is written anew */
    ClientLedger(Path journal) {
        try {
            this.journal = Files.newBufferedWriter(journal);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + journal, refused);
        }
    }

    synchronized void add(PlannedCompletion request, Answer answer) {
        count(request, answer);
        JsonNode body = json(answer.body());
        UUID requestId = requestId(request, body);
        if (requestId == null) {
            return;
        }
        var line = new JournalLine(
                Instant.now(), requestId, request.enrollment(), request.lesson(), answer.status(), verdict(body));
        write(line);
        if (line.isAcknowledged()) {
            acknowledged.beat(1);
        }
    }

    private void count(PlannedCompletion request, Answer answer) {
        int status = answer.status();
        byStatus.merge(status, 1L, Long::sum);
        if (status == 202 && request.waitSeconds() == 0) {
            stored.add(answer.nanos());
        }
        if ((status == 429 || status == 503) && answer.retryAfterSeconds().isEmpty()) {
            withoutRetryAfter++;
        }
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JsonSerde.MAPPER.readTree(body);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable UUID requestId(PlannedCompletion request, JsonNode body) {
        JsonNode told = body.path("requestId");
        UUID known = request.requestId();
        return known == null && told.isString() ? UUID.fromString(told.asString()) : known;
    }

    private static @Nullable String verdict(JsonNode body) {
        if (body.path("reason").isString()) {
            return "REJECTED " + body.path("reason").asString();
        }
        String status = body.path("status").asString("");
        return status.equals("ACCEPTED") || status.equals("REPLAYED") ? status : null;
    }

    private void write(JournalLine line) {
        try {
            journal.write(JsonSerde.MAPPER.writeValueAsString(line));
            journal.write('\n');
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Counts anew. The journal goes on. */
    public synchronized void clear() {
        stored = new Latencies();
        byStatus.clear();
        withoutRetryAfter = 0;
    }

    /** When requests were acknowledged, and how many. */
    public Heartbeat acknowledged() {
        return acknowledged;
    }

    /** How many answers of each status; 0 stands for no answer. */
    public synchronized Map<Integer, Long> byStatus() {
        return new TreeMap<>(byStatus);
    }

    public synchronized long count() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many answers of 429 and 503 did not say when to come again. */
    public synchronized long withoutRetryAfter() {
        return withoutRetryAfter;
    }

    /** From the intended time of a request to its 202, of clients that did not wait for the verdict. */
    public synchronized Latencies stored() {
        return stored;
    }

    @Override
    public synchronized void close() {
        try {
            journal.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
