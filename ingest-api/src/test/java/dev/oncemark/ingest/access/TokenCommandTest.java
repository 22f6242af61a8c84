package dev.oncemark.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.cli.Oncemark;
import dev.oncemark.ingest.settings.IngestSettings.Access;
import dev.oncemark.ingest.settings.IngestSettings.Commands;
import dev.oncemark.tokens.DevelopmentKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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
        Access access = new Access(false, key.toString(), null, "oncemark", "oncemark", new Commands(false, false));
        return new TokenVerifier(access, KeySource.of(access))
                .verify(out.toString().strip());
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
