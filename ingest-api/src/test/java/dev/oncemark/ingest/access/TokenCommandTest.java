package dev.oncemark.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.cli.Oncemark;
import dev.oncemark.ingest.TestSettings;
import dev.oncemark.ingest.settings.Access;
import dev.oncemark.tokens.DevelopmentKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./oncemark token} prints is what the API takes. */
class TokenCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    private int run(String... words) {
        return Oncemark.commandLine().setOut(new PrintWriter(out)).execute(words);
    }

    private Caller callerOfPrinted() {
        Path key = new DevelopmentKeys(directory).publicKey();
        Access access = TestSettings.of(Map.of("ONCEMARK_AUTH_PUBLIC_KEY_FILE", key.toString()))
                .access();
        return new TokenVerifier(new Issuers(access)).verify(out.toString().strip());
    }

    @Test
    void shouldPrintATokenOfALearner() {
        assertThat(run("token", "--keys", directory.toString(), "--learner", "ann"))
                .isZero();

        Caller caller = callerOfPrinted();
        assertThat(caller.learnerId()).isEqualTo("ann");
        assertThat(caller.may(Scope.WRITE)).isTrue();
        assertThat(caller.may(Scope.READ)).isTrue();
        assertThat(caller.may(Scope.SERVICE)).isFalse();
    }

    @Test
    void shouldPrintATokenOfAService() {
        assertThat(run("token", "--keys", directory.toString(), "--service", "--name", "lms"))
                .isZero();

        Caller caller = callerOfPrinted();
        assertThat(caller.isService()).isTrue();
        assertThat(caller.name()).isEqualTo("service:lms");
        assertThat(caller.may(Scope.WRITE)).isTrue();
    }
}
