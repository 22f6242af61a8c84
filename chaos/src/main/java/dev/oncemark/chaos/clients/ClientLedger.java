package dev.oncemark.chaos.clients;

import dev.oncemark.chaos.clients.ChaosRequest.Subject;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What clients were told: counted, compared with what others were told before, and, where the request's id is known,
 * written down as {@code ./oncemark verify --journal} reads it.
 */
public final class ClientLedger implements AutoCloseable {

    private static final int MOST_PROBLEMS = 20;

    private final BufferedWriter journal;
    private final Knowledge knowledge;
    private final StaleAnswers stale = new StaleAnswers();
    private final List<String> problems = new ArrayList<>();
    private final Heartbeat acknowledged = new Heartbeat();
    private final Map<RequestKind, Map<Integer, Long>> byKind = new EnumMap<>(RequestKind.class);
    private Latencies stored = new Latencies();
    private long withoutRetryAfter;

    /** @param journal is written anew */
    ClientLedger(Path journal, Knowledge knowledge) {
        this.knowledge = knowledge;
        try {
            this.journal = Files.newBufferedWriter(journal);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + journal, refused);
        }
    }

    synchronized void add(ChaosRequest request, Answer answer) {
        count(request, answer);
        List<Subject> subjects = request.subjects();
        List<Told> all = Told.of(subjects.size(), answer);
        for (int at = 0; at < all.size(); at++) {
            add(subjects.get(at), all.get(at), answer);
        }
    }

    private void add(Subject subject, Told told, Answer answer) {
        learn(subject, told, answer);
        UUID requestId = subject.requestId() == null ? told.requestId() : subject.requestId();
        if (requestId == null) {
            return;
        }
        var line = new JournalLine(
                Instant.now(), requestId, subject.enrollment(), subject.lesson(), told.status(), told.verdict());
        write(line);
        if (line.isAcknowledged()) {
            acknowledged.beat(1);
        }
    }

    private void learn(Subject subject, Told told, Answer answer) {
        String enrollment = subject.enrollment();
        told.attempt().ifPresent(attempt -> knowledge.attemptIs(enrollment, attempt));
        String lesson = subject.lesson();
        if (told.takesBack()) {
            stale.takenBack(enrollment, lesson, told.sequence(), answer.received());
        } else if (lesson != null && told.isAccepted()) {
            if (stale.isStale(enrollment, lesson, told.sequence(), answer.intended())
                    && problems.size() < MOST_PROBLEMS) {
                problems.add("a client was told of the change %d of %s, which had taken back %s since"
                        .formatted(told.sequence(), enrollment, lesson));
            }
            knowledge.completed(subject);
        } else if (lesson != null && told.isPending()) {
            knowledge.completed(subject);
        }
    }

    private void count(ChaosRequest request, Answer answer) {
        int status = answer.status();
        byKind.computeIfAbsent(request.kind(), kind -> new TreeMap<>()).merge(status, 1L, Long::sum);
        if (status == 202 && request.waitSeconds() == 0) {
            stored.add(answer.nanos());
        }
        if ((status == 429 || status == 503) && answer.retryAfterSeconds().isEmpty()) {
            withoutRetryAfter++;
        }
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
        byKind.clear();
        withoutRetryAfter = 0;
    }

    /** When requests were acknowledged, and how many. */
    public Heartbeat acknowledged() {
        return acknowledged;
    }

    /** How many answers of each status; 0 stands for no answer. */
    public synchronized Map<Integer, Long> byStatus() {
        Map<Integer, Long> all = new TreeMap<>();
        byKind.values().forEach(some -> some.forEach((status, count) -> all.merge(status, count, Long::sum)));
        return all;
    }

    /** The same for each kind of request. */
    public synchronized Map<RequestKind, Map<Integer, Long>> byKind() {
        Map<RequestKind, Map<Integer, Long>> copy = new EnumMap<>(RequestKind.class);
        byKind.forEach((kind, byStatus) -> copy.put(kind, new TreeMap<>(byStatus)));
        return copy;
    }

    /** What clients must not have been told, the first of it. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    public synchronized long count() {
        return byStatus().values().stream().mapToLong(Long::longValue).sum();
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
