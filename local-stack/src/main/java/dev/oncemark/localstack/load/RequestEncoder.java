package dev.oncemark.localstack.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Requests as bytes of HTTP/1.1, made at little cost, since whoever sends many shares the machine with the server. */
final class RequestEncoder {

    private final String fixed;

    RequestEncoder(LoadTarget target) {
        String authorization = target.token().isEmpty() ? "" : "Authorization: Bearer " + target.token() + "\r\n";
        String origin = target.origin().isEmpty() ? "" : "Origin: " + target.origin() + "\r\n";
        this.fixed = " HTTP/1.1\r\nHost: " + target.server().getAuthority() + "\r\n" + authorization + origin
                + "Content-Type: application/json\r\n";
    }

    ByteBuffer encode(PlannedRequest request) {
        byte[] body = request.body().getBytes(UTF_8);
        StringBuilder head = new StringBuilder(512);
        head.append(request.method()).append(' ').append(request.path()).append(fixed);
        if (request.key() != null) {
            head.append("Idempotency-Key: ").append(request.key()).append("\r\n");
        }
        if (request.waitSeconds() > 0) {
            head.append("Prefer: wait=").append(request.waitSeconds()).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] headBytes = head.toString().getBytes(US_ASCII);
        return ByteBuffer.allocate(headBytes.length + body.length)
                .put(headBytes)
                .put(body)
                .flip();
    }
}
