package dev.oncemark.ingest.progress;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.schema.EnrollmentHistory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks PostgreSQL, on a few threads of its own, so that nobody else waits for it. Where it is away, answers fail: the
 * first within the time-out, then at once while the circuit breaker is open.
 */
public final class ProgressReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressReader.class);
    private static final int MAX_QUEUED = 1_000;

    private final HikariDataSource connections;
    private final WorkerExecutor threads;
    private final AtomicInteger queued = new AtomicInteger();
    private final CircuitBreaker breaker = new CircuitBreaker();

    public ProgressReader(Vertx vertx, IngestSettings.Postgres postgres) {
        int millis = Math.toIntExact(postgres.timeout().toMillis());
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(postgres.url());
        config.setUsername(postgres.user());
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(postgres.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Math.max(250, millis));
        config.setValidationTimeout(Math.max(250, millis));
        // It need not be there yet.
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.addDataSourceProperty("ApplicationName", "ingest-api");
        config.addDataSourceProperty("connectTimeout", seconds(millis));
        config.addDataSourceProperty("socketTimeout", seconds(millis));
        this.connections = new HikariDataSource(config);
        this.threads = vertx.createSharedWorkerExecutor(
                "postgres", postgres.connections(), postgres.timeout().toMillis() * 4, TimeUnit.MILLISECONDS);
    }

    private static String seconds(int millis) {
        return String.valueOf(Math.max(1, (millis + 999) / 1000));
    }

    /** The result that completed the lesson, if one is stored. */
    public Future<Optional<CompletionResult>> lesson(String enrollmentId, String lessonId) {
        return ask(connection -> ProgressTables.lesson(connection, enrollmentId, lessonId));
    }

    /** The latest result of the request, if it changed something of the enrollment. */
    public Future<Optional<StoredResult>> request(String enrollmentId, UUID requestId) {
        return ask(connection -> ProgressTables.request(connection, enrollmentId, requestId));
    }

    /** What many requests changed; those that changed nothing are not among the answers. */
    Future<List<CompletionResult>> requests(List<String> enrollments, List<UUID> requests) {
        return ask(connection -> EnrollmentHistory.ofRequests(connection, enrollments, requests));
    }

    /** So many changes of the enrollment, those after a sequence, the oldest first. */
    Future<List<CompletionResult>> history(String enrollmentId, long after, int limit) {
        return ask(connection -> EnrollmentHistory.read(connection, enrollmentId, after, limit));
    }

    /** The enrollment's learner, where anything stored names one. */
    public Future<Optional<String>> learner(String enrollmentId) {
        return progress(enrollmentId, null).map(found -> Optional.ofNullable(found.learnerId()));
    }

    /** @param partition the enrollment's among the results, where it is known */
    Future<EnrollmentProgress> progress(String enrollmentId, @Nullable Integer partition) {
        return ask(connection -> ProgressTables.progress(connection, enrollmentId, partition));
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> Future<T> ask(Question<T> question) {
        if (breaker.isOpen() || queued.get() >= MAX_QUEUED) {
            return Future.failedFuture(new UnavailableException("PostgreSQL does not answer"));
        }
        try {
            var answered = threads.executeBlocking(() -> answer(question), false);
            queued.incrementAndGet();
            return answered.onComplete(done -> queued.decrementAndGet());
        } catch (RejectedExecutionException stopping) {
            return Future.failedFuture(new UnavailableException("the API is stopping"));
        }
    }

    private <T> T answer(Question<T> question) {
        if (breaker.isOpen()) {
            throw new UnavailableException("PostgreSQL does not answer");
        }
        try (Connection connection = connections.getConnection()) {
            return question.ask(connection);
        } catch (SQLException failure) {
            breaker.open();
            LOG.atWarn().addKeyValue("reason", failure.getMessage()).log("PostgreSQL does not answer");
            throw new UnavailableException("PostgreSQL does not answer");
        }
    }

    /** Returns at once: the pool waits for connections that it is just opening, and there may be nobody to answer. */
    @Override
    public void close() {
        Thread closing = new Thread(connections::close, "postgres-close");
        closing.setDaemon(true);
        closing.start();
    }

    /** What is stored cannot be told now. */
    static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnavailableException(String message) {
            super(message, null, false, false);
        }
    }
}
