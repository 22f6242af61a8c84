package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may command, and where. */
class CommandAccessTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final String ADMIN = TOKENS.rs256(TestTokens.claims("u-9", "completions:admin"));

    private static RunningApi strict;
    private static RunningApi lenient;
    private static RunningApi off;
    private static PretendStreamsApp streamsApp;

    private final String enrollment = UUID.randomUUID() + "-of-ann";
    private final String completion = "/v1/enrollments/" + enrollment + "/lessons/lesson/completion";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        streamsApp = PretendStreamsApp.start(RealParts.broker().bootstrapServers());
        Map<String, String> environment = new HashMap<>();
        environment.put("ONCEMARK_AUTH", "jwt");
        environment.put(
                "ONCEMARK_AUTH_PUBLIC_KEY_FILE", TOKENS.publicKeys(directory).toString());
        strict = RunningApi.start(environment).ready();
        environment.put("ONCEMARK_LEARNERS_MAY_REVOKE", "true");
        lenient = RunningApi.start(environment).ready();
        environment.put("ONCEMARK_COMMANDS_ENABLED", "false");
        off = RunningApi.start(environment).ready();
    }

    @AfterAll
    static void stop() {
        strict.close();
        lenient.close();
        off.close();
        streamsApp.close();
    }

    private String[] as(String token) {
        return new String[] {
            "Authorization", "Bearer " + token, "Prefer", "wait=10", "Idempotency-Key", enrollment + token.hashCode()
        };
    }

    private Answered revoke(RunningApi api, String token) {
        return api.send("DELETE", completion + "?reason=MISTAKE", null, as(token));
    }

    private void complete() {
        assertThat(strict.put(completion, as(TOKENS.service())).status()).isEqualTo(201);
    }

    @Test
    void shouldTakeCommandsFromAdministratorsOnly() {
        complete();
        String batch =
                "{\"items\": [{\"type\": \"RESET\", \"enrollmentId\": \"e\", \"attempt\": 2, \"reason\": \"A\"}]}";
        for (String token : new String[] {TOKENS.learner("ann"), TOKENS.service()}) {
            Answered refused = revoke(strict, token);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("detail")).contains("completions:admin");
            assertThat(strict.post("/v1/commands:batch", batch, as(token)).status())
                    .isEqualTo(403);
            assertThat(strict.send("PUT", completion.replace("completion", "waiver"), "{}", as(token))
                            .status())
                    .isEqualTo(403);
            assertThat(strict.post("/v1/enrollments/" + enrollment + "/attempts", "{}", as(token))
                            .status())
                    .isEqualTo(403);
        }

        Answered revoked = revoke(strict, ADMIN);

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.text("actorId")).isEqualTo("u-9");
    }

    @Test
    void shouldLetAnAdministratorReadButNotComplete() {
        complete();

        assertThat(strict.put(completion, as(ADMIN)).status()).isEqualTo(403);
        assertThat(strict.get("/v1/enrollments/" + enrollment + "/progress", as(ADMIN))
                        .status())
                .isEqualTo(200);
        String revocation = "/v1/completion-requests/" + revoke(strict, ADMIN).text("requestId");
        assertThat(strict.get(revocation, as(ADMIN)).text("status")).isEqualTo("REVOKED");
        assertThat(strict.get(revocation, as(TOKENS.learner("bob"))).status()).isEqualTo(403);
    }

    @Test
    void shouldLetLearnersTakeBackTheirOwnWhereASettingSaysSo() {
        complete();

        Answered another = revoke(lenient, TOKENS.learner("bob"));
        assertThat(another.status()).isEqualTo(403);
        assertThat(another.text("reason")).isEqualTo("NOT_ENROLLMENT_OWNER");
        assertThat(revoke(lenient, TOKENS.service()).status()).isEqualTo(403);
        Answered owner = revoke(lenient, TOKENS.learner("ann"));
        assertThat(owner.status()).isEqualTo(200);
        assertThat(owner.text("actorId")).isEqualTo("ann");
        complete();
        assertThat(revoke(lenient, ADMIN).status()).isEqualTo(200);
        assertThat(lenient.send(
                                "PUT",
                                completion.replace("completion", "waiver"),
                                "{\"reason\": \"TESTED_OUT\"}",
                                as(TOKENS.learner("ann")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void shouldNameTheSettingWhereCommandsAreOff() {
        String attempts = "/v1/enrollments/" + enrollment + "/attempts";
        Answered[] refused = {
            revoke(off, ADMIN),
            off.post(attempts, "{\"attempt\": 2, \"reason\": \"A\"}", as(ADMIN)),
            off.send("PUT", completion.replace("completion", "waiver"), "{\"reason\": \"TESTED_OUT\"}", as(ADMIN)),
            off.post("/v1/commands:batch", "{\"items\": []}", as(ADMIN))
        };
        Answered attempt = off.send("PUT", completion, "{\"attempt\": 1}", as(TOKENS.service()));

        for (Answered answered : refused) {
            assertThat(answered.status()).isEqualTo(404);
            assertThat(answered.text("detail")).contains("oncemark.commands.enabled");
        }
        assertThat(attempt.status()).isEqualTo(400);
        assertThat(attempt.text("field")).isEqualTo("attempt");
        assertThat(off.put(completion, as(TOKENS.service())).status()).isEqualTo(201);
    }
}
