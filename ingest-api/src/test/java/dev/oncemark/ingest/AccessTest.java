package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, on a broker of its own: what is refused is not written. */
class AccessTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final String BODY = "{\"lessonId\": \"lesson\"}";

    private static Broker broker;
    private static RunningApi api;
    private static PretendStreamsApp streamsApp;

    private final String enrollment = UUID.randomUUID() + "-of-ann";
    private final String completions = "/v1/enrollments/" + enrollment + "/completions";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        broker = RealParts.ownBroker("kafka-access");
        streamsApp = PretendStreamsApp.start(broker.bootstrapServers());
        api = RunningApi.start(Map.of(
                        "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                        "ONCEMARK_AUTH", "jwt",
                        "ONCEMARK_AUTH_PUBLIC_KEY_FILE",
                                TOKENS.publicKeys(directory).toString(),
                        "ONCEMARK_LIMITS_LEARNER_RATE", "5",
                        "ONCEMARK_LIMITS_LEARNER_BURST", "10"))
                .ready();
    }

    @AfterAll
    static void stop() {
        api.close();
        streamsApp.close();
        broker.close();
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    /** A token that is refused. */
    record Refused(String why, String token) {}

    static Stream<Refused> refusedTokens() {
        Date past = Date.from(Instant.now().minusSeconds(120));
        return Stream.of(
                new Refused("expired", TOKENS.rs256(good().expirationTime(past))),
                new Refused("never expires", TOKENS.rs256(good().expirationTime(null))),
                new Refused(
                        "of the future",
                        TOKENS.rs256(
                                good().notBeforeTime(Date.from(Instant.now().plusSeconds(600))))),
                new Refused("for another audience", TOKENS.rs256(good().audience("another"))),
                new Refused("of another issuer", TOKENS.rs256(good().issuer("another"))),
                new Refused("of nobody", TOKENS.rs256(good().subject(null))),
                new Refused("of a name too long", TOKENS.rs256(good().subject("x".repeat(256)))),
                new Refused("alg none", TestTokens.unsigned(good())),
                new Refused("HS256 by the public key", TOKENS.hs256WithThePublicKey(good())),
                new Refused("of another key", new TestTokens().rs256(good())),
                new Refused("changed", TOKENS.service().replaceFirst("\\.[^.]+\\.", ".e30.")),
                new Refused("nonsense", "nonsense"),
                new Refused("empty", ""),
                new Refused("too long", "x".repeat(10_000)));
    }

    private static JWTClaimsSet.Builder good() {
        return TestTokens.claims("ann", "completions:service");
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void shouldRefuseATokenThatIsNotGood(Refused refused) {
        long before = requestsWritten();
        Answered answered = api.post(completions, BODY, "Authorization", bearer(refused.token()));

        assertThat(answered.status()).as(refused.why()).isEqualTo(401);
        assertThat(answered.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(requestsWritten()).isEqualTo(before);
    }

    @Test
    void shouldTellItsTimeWhereATokensTimeIsOver() {
        Date past = Date.from(Instant.now().minusSeconds(120));
        Answered expired = api.get("/v1/activity", "Authorization", bearer(TOKENS.rs256(good().expirationTime(past))));
        Answered another = api.get("/v1/activity", "Authorization", bearer(TOKENS.rs256(good().issuer("another"))));

        assertThat(Instant.parse(expired.text("serverTime"))).isAfter(past.toInstant());
        assertThat(expired.json().path("retryable").asBoolean()).isTrue();
        assertThat(another.text("serverTime")).isEmpty();
    }

    @Test
    void shouldRefuseWhoHasNoToken() {
        assertThat(api.post(completions, BODY).status()).isEqualTo(401);
        assertThat(api.post(completions, BODY, "Authorization", "Basic eDp5").status())
                .isEqualTo(401);
        assertThat(api.get("/v1/activity").status()).isEqualTo(401);
        assertThat(api.get("/v1/enrollments/" + enrollment + "/events").status())
                .isEqualTo(401);
        assertThat(api.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void shouldTakeTokensOfBothAlgorithms() {
        String learner = UUID.randomUUID().toString();
        var claims = TestTokens.claims(learner, "completions:write");

        for (String token : new String[] {TOKENS.rs256(claims), TOKENS.es256(claims)}) {
            assertThat(api.post(completions, BODY, "Authorization", bearer(token))
                            .status())
                    .isEqualTo(202);
        }
    }

    @Test
    void shouldRefuseWhatTheScopeDoesNotName() {
        String reader = bearer(TOKENS.rs256(TestTokens.claims("ann", "completions:read")));
        String writer = bearer(TOKENS.rs256(TestTokens.claims("ann", "completions:write")));
        long before = requestsWritten();

        assertThat(api.post(completions, BODY, "Authorization", reader).status())
                .isEqualTo(403);
        assertThat(api.get("/v1/enrollments/e/progress", "Authorization", writer)
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/v1/activity", "Authorization", reader).status()).isEqualTo(403);
        assertThat(requestsWritten()).isEqualTo(before);
    }

    @Test
    void shouldLetALearnerSubmitAndReadItsOwnOnly() {
        String owner = bearer(TOKENS.learner("ann"));
        String another = bearer(TOKENS.learner("bob"));

        Answered refused = api.post(completions, BODY, "Authorization", another, "Prefer", "wait=10");
        Answered accepted = api.post(completions, BODY, "Authorization", owner, "Prefer", "wait=10");
        String location = "/v1/completion-requests/" + accepted.text("requestId") + "?enrollment=" + enrollment;

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("reason")).isEqualTo("NOT_ENROLLMENT_OWNER");
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(api.get(location, "Authorization", owner).status()).isEqualTo(200);
        assertThat(api.get(location, "Authorization", another).status()).isEqualTo(403);
        assertThat(api.get("/v1/enrollments/" + enrollment + "/events", "Authorization", another)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void shouldLetALearnerReadItsRequestForAnUnknownEnrollment() {
        String sender = bearer(TOKENS.learner("cid"));
        String another = bearer(TOKENS.learner("dan"));
        Answered pending = api.post("/v1/enrollments/unknown/completions", BODY, "Authorization", sender);
        String location = pending.header("Location");

        Eventually.isTrue(
                "it is decided",
                () -> api.get(location, "Authorization", sender, "X-Slowly", pause())
                                .status()
                        == 200);
        assertThat(api.get(location, "Authorization", another).status()).isEqualTo(403);
    }

    /** A learner may not ask too often. */
    private static String pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    @Test
    void shouldKeepTheKeysOfCallersApart() {
        String service = bearer(TOKENS.service());
        String learner = bearer(TOKENS.learner("eve"));

        Answered one = api.post(
                "/v1/enrollments/x-of-eve/completions", BODY, "Authorization", service, "Idempotency-Key", "k");
        Answered other = api.post(
                "/v1/enrollments/x-of-eve/completions", BODY, "Authorization", learner, "Idempotency-Key", "k");

        assertThat(other.text("requestId")).isNotEqualTo(one.text("requestId"));
    }

    @Test
    void shouldHoldALearnerToItsRate() {
        String hasty = bearer(TOKENS.learner("hasty"));
        // All at once: a slow machine would not be hasty enough otherwise.
        List<CompletableFuture<Answered>> sent = IntStream.range(0, 100)
                .mapToObj(count -> api.sendAsync("POST", completions, BODY, "Authorization", hasty))
                .toList();
        List<Answered> answers = sent.stream().map(CompletableFuture::join).toList();
        List<Answered> refused =
                answers.stream().filter(answer -> answer.status() != 202).toList();

        assertThat(answers).hasSizeGreaterThanOrEqualTo(refused.size() + 10);
        assertThat(refused).isNotEmpty();
        assertThat(refused).allMatch(answer -> answer.status() == 429);
        assertThat(refused).allMatch(answer -> answer.header("Retry-After").equals("1"));
        assertThat(api.post(completions, BODY, "Authorization", bearer(TOKENS.service()))
                        .status())
                .isEqualTo(202);
    }

    private static long requestsWritten() {
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            IntStream.range(0, RealParts.PARTITIONS)
                    .forEach(at ->
                            ends.put(new TopicPartition(Topics.COMPLETION_REQUESTS.name(), at), OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
