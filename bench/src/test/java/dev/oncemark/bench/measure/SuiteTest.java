package dev.oncemark.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.cli.WrongCallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteTest {

    private enum Peer {
        STREAMS_APP,
        COPY_1,
        COPY_2
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams-app", "STREAMS_APP", "stream"})
    void shouldFindOneByAPartOfItsName(String part) {
        assertThat(Suite.named("--only", part, Peer.values())).containsExactly(Peer.STREAMS_APP);
    }

    @Test
    void shouldFindAllByWhatTheyShare() {
        assertThat(Suite.named("--only", "copy", Peer.values())).containsExactly(Peer.COPY_1, Peer.COPY_2);
        assertThat(Suite.named("--only", "", Peer.values())).containsExactly(Peer.values());
    }

    @Test
    void shouldNameThoseThatThereAreWhereItFindsNone() {
        assertThatThrownBy(() -> Suite.named("--only", "flink", Peer.values()))
                .isInstanceOf(WrongCallException.class)
                .hasMessage("--only takes a part of one of streams-app, copy-1, copy-2, not flink");
    }
}
