package dev.oncemark.chaos.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** Completion requests as bytes of HTTP, made at next to no cost, since whoever sends many shares the machine. */
record Post(String authority, String token) {

    ByteBuffer of(Wish wish) {
        String body = "{\"lessonId\": \"" + wish.lesson() + "\"}";
        String request = "POST /v1/enrollments/" + wish.enrollment() + "/completions HTTP/1.1\r\nHost: " + authority
                + "\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        return ByteBuffer.wrap(request.getBytes(US_ASCII));
    }
}
