package dev.oncemark.localstack.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/** One response after the other as they come in pieces, from a server that says how long its bodies are. */
final class ResponseReader {

    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private byte[] bytes = new byte[1_024];
    private int count;
    private String head = "";
    private int bodyAt;
    private int end;

    /** Forgets the response before. */
    void begin() {
        count = 0;
        head = "";
    }

    /** Whether the response is whole now. */
    boolean add(ByteBuffer piece) {
        int added = piece.remaining();
        if (count + added > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + added));
        }
        piece.get(bytes, count, added);
        count += added;
        if (head.isEmpty() && !readHead()) {
            return false;
        }
        return count >= end;
    }

    private boolean readHead() {
        for (int at = 0; at + 3 < count; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r' && bytes[at + 3] == '\n') {
                head = new String(bytes, 0, at + 2, US_ASCII).toLowerCase(Locale.ROOT);
                bodyAt = at + 4;
                end = bodyAt + Integer.parseInt(header("content-length", "0"));
                return true;
            }
        }
        return false;
    }

    private String header(String name, String otherwise) {
        String line = "\r\n" + name + ":";
        int at = head.indexOf(line);
        return at < 0
                ? otherwise
                : head.substring(at + line.length(), head.indexOf("\r\n", at + 2))
                        .strip();
    }

    /** The whole response, which was to be asked for at {@code intended}. */
    Answer answer(long intended) {
        int status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
        String body = new String(bytes, bodyAt, end - bodyAt, UTF_8);
        return new Answer(status, retryAfterSeconds(), body, intended, System.nanoTime(), false);
    }

    private OptionalInt retryAfterSeconds() {
        String seconds = header("retry-after", "");
        return seconds.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(seconds));
    }

    /** Whether the server closes the connection after it. */
    boolean isLast() {
        return header("connection", "").equals("close");
    }
}
