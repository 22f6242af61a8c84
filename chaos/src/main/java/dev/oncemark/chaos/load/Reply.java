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
    private int head = -1;
    private int whole;

    /** Whether it is whole now. */
    boolean add(CharSequence more) {
        text.append(more);
        if (head < 0) {
            head = text.indexOf("\r\n\r\n");
            whole = head < 0 ? 0 : head + 4 + contentLength();
        }
        return head >= 0 && text.length() >= whole;
    }

    private int contentLength() {
        String headers = headers();
        int at = headers.indexOf(LENGTH);
        if (at < 0) {
            return 0;
        }
        int end = headers.indexOf("\r\n", at + LENGTH.length());
        return Integer.parseInt(headers.substring(at + LENGTH.length(), end).strip());
    }

    private String headers() {
        return text.substring(0, head + 2).toLowerCase(Locale.ROOT);
    }

    int status() {
        return Integer.parseInt(text.substring(9, 12));
    }

    boolean saysWhenToComeAgain() {
        return headers().contains("\r\nretry-after:");
    }

    /** The id under which the request is known, where it was taken. */
    @Nullable
    UUID requestId() {
        int at = text.indexOf(ID);
        return at < 0 ? null : UUID.fromString(text.substring(at + ID.length(), at + ID.length() + ID_LENGTH));
    }
}
