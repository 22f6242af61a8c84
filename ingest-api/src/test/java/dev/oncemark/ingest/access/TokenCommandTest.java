package dev.oncemark.ingest.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.ingest.settings.IngestSettings.Access;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCommandTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws Exception {
        out.reset();
        return TokenCommand.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private Caller callerOfPrinted() {
        Access access =
                new Access(false, directory.resolve(TokenCommand.PUBLIC_KEY).toString(), null, "oncemark", "oncemark");
        return new TokenVerifier(access, KeySource.of(access))
                .verify(out.toString(UTF_8).strip());
    }

    @Test
    void shouldPrintATokenOfALearner() throws Exception {
        assertThat(run("token", "--keys", directory.toString(), "--learner", "ann"))
                .isZero();

        Caller caller = callerOfPrinted();
        assertThat(caller.learnerId()).isEqualTo("ann");
        assertThat(caller.may(Scope.WRITE)).isTrue();
        assertThat(caller.may(Scope.READ)).isTrue();
        assertThat(caller.may(Scope.SERVICE)).isFalse();
    }

    @Test
    void shouldPrintATokenOfAService() throws Exception {
        assertThat(run("token", "--keys", directory.toString(), "--service", "--name", "lms"))
                .isZero();

        Caller caller = callerOfPrinted();
        assertThat(caller.isService()).isTrue();
        assertThat(caller.name()).isEqualTo("service:lms");
        assertThat(caller.may(Scope.WRITE)).isTrue();
    }

    @Test
    void shouldKeepTheKeysThatThereAre() throws Exception {
        run("keys", "--keys", directory.toString());
        String before = Files.readString(directory.resolve(TokenCommand.PRIVATE_KEY));
        run("keys", "--keys", directory.toString());

        assertThat(Files.readString(directory.resolve(TokenCommand.PRIVATE_KEY)))
                .isEqualTo(before);
        assertThat(Files.getPosixFilePermissions(directory.resolve(TokenCommand.PRIVATE_KEY)))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void shouldSayHowItIsUsed() throws Exception {
        assertThat(run("token", "--help")).isZero();

        assertThat(out.toString(UTF_8)).contains("usage:", "--learner ID", "--hours N");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token | either --learner ID or --service",
                "token --learner ann --service | either --learner ID or --service",
                "token --learner | --learner' is not understood",
                "token --learner ann --hours two | --hours has to be a whole number",
                "token --learner ann --hours 0 | --hours has to be a whole number",
                "keys --nonsense | --nonsense' is not understood"
            })
    void shouldSayOnStandardErrorOnlyWhatIsWrong(String command, String why) throws Exception {
        String[] words = (command + " --keys " + directory).split(" ");
        // An option that ends the command has no value.
        String[] called = command.endsWith("--learner") ? command.split(" ") : words;

        assertThat(run(called)).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains(why, "--help");
        assertThat(out.size()).isZero();
    }

    @Test
    void shouldNotTakeTheWorkingDirectoryForThatOfTheKeys() throws Exception {
        assertThat(run("token", "--learner", "ann")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--keys is missing");
    }
}
