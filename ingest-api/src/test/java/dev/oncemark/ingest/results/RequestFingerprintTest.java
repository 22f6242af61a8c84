package dev.oncemark.ingest.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.ingest.access.Caller;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RequestFingerprintTest {

    @Test
    void shouldComeBackFromItsHeader() {
        for (RequestFingerprint fingerprint :
                new RequestFingerprint[] {new RequestFingerprint(1, -1), new RequestFingerprint(Long.MIN_VALUE, 0)}) {
            assertThat(RequestFingerprint.in(new RecordHeaders().add(fingerprint.header())))
                    .isEqualTo(fingerprint);
        }
    }

    @Test
    void shouldReadNothingFromAHeaderOfAnotherKind() {
        assertThat(RequestFingerprint.in(new RecordHeaders())).isNull();
        for (String value : new String[] {"", "00", "x".repeat(32)}) {
            assertThat(RequestFingerprint.in(new RecordHeaders().add(RequestFingerprint.HEADER, value.getBytes(UTF_8))))
                    .isNull();
        }
    }

    @Test
    void shouldTellEnrollmentAndLessonApart() {
        assertThat(RequestFingerprint.ofLesson("ab", "c")).isNotEqualTo(RequestFingerprint.ofLesson("a", "bc"));
        assertThat(RequestFingerprint.ofLesson("a", "b")).isEqualTo(RequestFingerprint.ofLesson("a", "b"));
        assertThat(Caller.hash("learner:a")).isNotEqualTo(Caller.hash("service:a"));
    }
}
