package dev.oncemark.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.cli.Oncemark;
import dev.oncemark.contracts.JsonSerde;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return Oncemark.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> printedClaims() {
        String claims = out.toString().split("\\.", -1)[1];
        return JsonSerde.MAPPER.readValue(new String(Base64.getUrlDecoder().decode(claims), UTF_8), Map.class);
    }

    private static long seconds(Map<String, Object> claims, String name) {
        return Long.parseLong(String.valueOf(claims.get(name)));
    }

    @Test
    void shouldPrintATokenOfALearnerForTwelveHours() {
        assertThat(run("token", "--keys", directory.toString(), "--learner", "ann"))
                .isZero();

        Map<String, Object> claims = printedClaims();
        assertThat(claims).containsEntry("sub", "ann").containsEntry("scope", "completions:write completions:read");
        assertThat(seconds(claims, "exp") - seconds(claims, "iat")).isEqualTo(12 * 3600);
    }

    @Test
    void shouldPrintATokenOfAService() {
        assertThat(run("token", "--keys", directory.toString(), "--service", "--name", "lms", "--issuer", "me"))
                .isZero();

        assertThat(printedClaims())
                .containsEntry("sub", "lms")
                .containsEntry("scope", "completions:service")
                .containsEntry("iss", "me")
                .containsEntry("aud", "oncemark");
    }

    @Test
    void shouldPrintATokenWithTheClaimsOfAProvider() {
        assertThat(run(
                        "token",
                        "--keys=" + directory,
                        "--learner=f3c1",
                        "--claim=preferred_username=ada",
                        "--claim=sub=another"))
                .isZero();

        assertThat(printedClaims()).containsEntry("preferred_username", "ada").containsEntry("sub", "f3c1");
    }

    @Test
    void shouldPrintATokenOfAnAdministrator() {
        assertThat(run("token", "--keys", directory.toString(), "--admin")).isZero();

        assertThat(printedClaims())
                .containsEntry("sub", "development-admin")
                .containsEntry("scope", "completions:service completions:admin");
    }

    @Test
    void shouldKeepTheKeysThatThereAre() throws Exception {
        run("keys", "--keys", directory.toString());
        Path key = directory.resolve(DevelopmentKeys.PRIVATE_KEY);
        String before = Files.readString(key);
        run("keys", "--keys", directory.toString());

        assertThat(Files.readString(key)).isEqualTo(before);
        assertThat(Files.getPosixFilePermissions(key))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void shouldSayHowItIsUsed() {
        assertThat(run("token", "--help")).isZero();

        assertThat(out.toString()).contains("Usage:", "--learner=ID", "--hours=N", "1 to 8784; default 12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token | either --learner ID, --service or --admin",
                "token --learner ann --service | either --learner ID, --service or --admin",
                "token --service --admin | either --learner ID, --service or --admin",
                "token --learner | --learner",
                "token --learner ann --hours two | --hours takes 1 to 8784, not two",
                "token --learner ann --hours 0 | --hours takes 1 to 8784, not 0",
                "token --lerner ann | unknown option --lerner; did you mean --learner?",
                "keys --nonsense | unknown option --nonsense"
            })
    void shouldSayOnStandardErrorOnlyWhatIsWrong(String command, String why) {
        String[] words = (command + " --keys " + directory).split(" ");
        // An option that ends the command has no value.
        String[] called = command.endsWith("--learner") ? command.split(" ") : words;

        assertThat(run(called)).isEqualTo(2);
        assertThat(err.toString()).contains(why, "--help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldNotTakeTheWorkingDirectoryForThatOfTheKeys() {
        assertThat(run("token", "--learner", "ann")).isEqualTo(2);
        assertThat(err.toString()).contains("--keys is missing");
    }
}
