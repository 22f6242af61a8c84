package dev.oncemark.chaos.load;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An answer as far as it has come, of a server that says how long its bodies are. */
final class Reply {

    private static final String LENGTH = "\r\ncontent-length:";
    private static final String ID = "\"requestId\":\"";
    private static final int ID_LENGTH = 36;

    private final StringBuilder text = new StringBuilder();
    private String headers = "";
    private int whole;

    /** Whether it is whole now. */
    boolean add(CharSequence more) {
        text.append(more);
        if (headers.isEmpty()) {
            int head = text.indexOf("\r\n\r\n");
            if (head < 0) {
                return false;
            }
            headers = text.substring(0, head + 2).toLowerCase(Locale.ROOT);
            whole = head + 4 + contentLength();
        }
        return text.length() >= whole;
    }

    private int contentLength() {
        int at = headers.indexOf(LENGTH);
        if (at < 0) {
            return 0;
        }
        int end = headers.indexOf("\r\n", at + LENGTH.length());
        return Integer.parseInt(headers.substring(at + LENGTH.length(), end).strip());
    }

    int status() {
        return Integer.parseInt(text.substring(9, 12));
    }

    boolean saysWhenToComeAgain() {
        return headers.contains("\r\nretry-after:");
    }

    /** Whether the server closes the connection after it. */
    boolean isTheLast() {
        return headers.contains("\r\nconnection: close");
    }

    /** The id under which the request is known, where it was taken. */
    @Nullable
    UUID requestId() {
        int at = text.indexOf(ID);
        return at < 0 ? null : UUID.fromString(text.substring(at + ID.length(), at + ID.length() + ID_LENGTH));
    }
}
