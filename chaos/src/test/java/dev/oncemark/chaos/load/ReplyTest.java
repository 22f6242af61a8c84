package dev.oncemark.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplyTest {

    private final Reply reply = new Reply();

    @Test
    void shouldBeWholeOnceItsBodyIs() {
        assertThat(reply.add("HTTP/1.1 202 Accepted\r\nContent-Length: 61\r\n\r\n{\"requestId\":\""))
                .isFalse();
        assertThat(reply.add("7d4e8b1c-0000-4000-8000-000000000001\",\"x\":\"12\"}"))
                .isTrue();

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.requestId()).isEqualTo(UUID.fromString("7d4e8b1c-0000-4000-8000-000000000001"));
        assertThat(reply.saysWhenToComeAgain()).isFalse();
    }

    @Test
    void shouldBeWholeWithoutABody() {
        assertThat(reply.add("HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n"))
                .isTrue();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.saysWhenToComeAgain()).isTrue();
        assertThat(reply.isTheLast()).isFalse();
        assertThat(reply.requestId()).isNull();
    }

    @Test
    void shouldTellThatNothingComesAfterIt() {
        assertThat(reply.add("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\ncontent-length: 0\r\n\r\n"))
                .isTrue();

        assertThat(reply.isTheLast()).isTrue();
    }
}
