package dev.oncemark.ingest.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class AskedTest {

    @Test
    void shouldComeBackFromItsHeader() {
        for (Asked asked : new Asked[] {new Asked(1, -1), new Asked(Long.MIN_VALUE, 0)}) {
            assertThat(Asked.in(new RecordHeaders().add(asked.header()))).isEqualTo(asked);
        }
    }

    @Test
    void shouldReadNothingFromAHeaderOfAnotherKind() {
        assertThat(Asked.in(new RecordHeaders())).isNull();
        for (String value : new String[] {"", "00", "x".repeat(32)}) {
            assertThat(Asked.in(new RecordHeaders().add(Asked.HEADER, value.getBytes(UTF_8))))
                    .isNull();
        }
    }

    @Test
    void shouldTellEnrollmentAndLessonApart() {
        assertThat(Asked.what("ab", "c")).isNotEqualTo(Asked.what("a", "bc"));
        assertThat(Asked.what("a", "b")).isEqualTo(Asked.what("a", "b"));
        assertThat(Asked.who("learner:a")).isNotEqualTo(Asked.who("service:a"));
    }
}
