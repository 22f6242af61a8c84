package dev.oncemark.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitPreferenceTest {

    private static final Duration MAX = Duration.ofSeconds(30);

    @ParameterizedTest(name = "{0} waits {1} s")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "wait=5 | 5",
                "WAIT=5 | 5",
                "wait = 5 | 5",
                "wait=\"5\" | 5",
                "wait=31 | 30",
                "wait=99999999999999999999 | 30",
                "wait=0 | 0",
                "wait=-1 | 0",
                "wait=1.5 | 0",
                "wait=soon | 0",
                "wait= | 0",
                "wait | 0",
                "respond-async | 0",
                "respond-async, wait=5 | 5",
                "respond-async; x=\"a,b;c\", wait=5; y=1 | 5",
                "x=\"wait=9, \\\"\", wait=5 | 5",
                "wait=5, wait=7 | 5",
                "waiting=5 | 0",
                "\"wait=5 | 0",
                ",,; ; = ,wait=5 | 5"
            })
    void shouldReadHowLongToWait(String header, int seconds) {
        assertThat(WaitPreference.waiting(List.of(header), MAX)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldLookAtEveryHeader() {
        assertThat(WaitPreference.waiting(List.of("return=minimal", "wait=2"), MAX))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldNotWaitWithoutAHeader() {
        assertThat(WaitPreference.waiting(List.of(), MAX)).isZero();
    }
}
