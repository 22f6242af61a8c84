package dev.oncemark.localstack.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

    private final ResponseReader response = new ResponseReader();

    @Test
    void shouldBeWholeOnceItsBodyIs() {
        response.begin();
        assertThat(add("HTTP/1.1 202 Accepted\r\nContent-Length: 61\r\n\r\n{\"requestId\":\""))
                .isFalse();
        assertThat(add("7d4e8b1c-0000-4000-8000-000000000001\",\"x\":\"12\"}")).isTrue();

        Answer answer = response.answer(0);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"requestId\":\"7d4e8b1c-0000-4000-8000-000000000001\",\"x\":\"12\"}");
        assertThat(answer.retryAfterSeconds()).isEmpty();
    }

    @Test
    void shouldBeWholeWithoutABody() {
        response.begin();
        assertThat(add("HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n"))
                .isTrue();

        assertThat(response.answer(0).status()).isEqualTo(503);
        assertThat(response.answer(0).retryAfterSeconds()).hasValue(1);
        assertThat(response.answer(0).body()).isEmpty();
        assertThat(response.isLast()).isFalse();
    }

    @Test
    void shouldTellThatNothingComesAfterIt() {
        response.begin();
        assertThat(add("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\ncontent-length: 0\r\n\r\n"))
                .isTrue();

        assertThat(response.isLast()).isTrue();
    }

    @Test
    void shouldForgetTheOneBefore() {
        response.begin();
        add("HTTP/1.1 202 Accepted\r\nContent-Length: 2000\r\nRetry-After: 3\r\n\r\n" + "é".repeat(1_000));
        assertThat(response.answer(0).body()).hasSize(1_000);

        response.begin();
        assertThat(add("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n")).isFalse();
        assertThat(add("no")).isTrue();

        assertThat(response.answer(0).body()).isEqualTo("no");
        assertThat(response.answer(0).retryAfterSeconds()).isEmpty();
    }

    private boolean add(String piece) {
        return response.add(ByteBuffer.wrap(piece.getBytes(UTF_8)));
    }
}
