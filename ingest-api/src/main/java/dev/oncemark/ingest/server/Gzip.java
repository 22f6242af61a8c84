package dev.oncemark.ingest.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Bodies in gzip, the only coding that is spoken here, and which clients take it. */
final class Gzip {

    /** As it is written in headers. */
    static final CharSequence NAME = HttpHeaders.createOptimized("gzip");

    private static final int MOST_MEMBERS = 64;
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern NEVER = Pattern.compile(".*;\\s*q=0(\\.0{0,3})?\\s*");

    private Gzip() {}

    static boolean isName(String coding) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        return name.equals("gzip") || name.equals("x-gzip");
    }

    /** Whether the client says that it reads gzip (RFC 9110, section 12.5.3). */
    static boolean isTakenBy(HttpServerRequest request) {
        Boolean anyTaken = null;
        for (String header : request.headers().getAll(HttpHeaders.ACCEPT_ENCODING)) {
            for (String choice : COMMA.splitAsStream(header).toList()) {
                int parameters = choice.indexOf(';');
                String name = parameters < 0 ? choice : choice.substring(0, parameters);
                boolean isTaken = parameters < 0
                        || !NEVER.matcher(choice.toLowerCase(Locale.ROOT)).matches();
                if (isName(name)) {
                    return isTaken;
                }
                anyTaken = name.strip().equals("*") ? Boolean.valueOf(isTaken) : anyTaken;
            }
        }
        return Boolean.TRUE.equals(anyTaken);
    }

    /** As quickly as it goes: it is made anew for each answer. */
    static Buffer compressed(Buffer plain) {
        return compressed(plain, Deflater.BEST_SPEED);
    }

    /** As small as it gets: for what is made once and sent often. */
    static Buffer compressedWell(Buffer plain) {
        return compressed(plain, Deflater.BEST_COMPRESSION);
    }

    private static Buffer compressed(Buffer plain, int level) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length() / 4 + 64);
        try (OutputStream out = new Compressing(bytes, level)) {
            out.write(plain.getBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static final class Compressing extends GZIPOutputStream {
        Compressing(OutputStream out, int level) throws IOException {
            super(out, 4 << 10);
            def.setLevel(level);
        }
    }

    /**
     * What was compressed. No more of it is made than may be taken.
     *
     * @return null where it is longer than {@code limit}
     * @throws IOException if it is not gzip, or not whole
     */
    static @Nullable Buffer expanded(Buffer compressed, int limit) throws IOException {
        try (InputStream in = new Expanding(new ByteArrayInputStream(compressed.getBytes()))) {
            byte[] plain = in.readNBytes(limit + 1);
            return plain.length > limit ? null : Buffer.buffer(plain);
        }
    }

    /** Members that hold nothing are passed over by a call within the call before: thousands would end the stack. */
    private static final class Expanding extends GZIPInputStream {
        private int calls;

        Expanding(InputStream in) throws IOException {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (++calls > MOST_MEMBERS) {
                throw new ZipException("too many members");
            }
            try {
                return super.read(bytes, offset, length);
            } finally {
                calls--;
            }
        }
    }
}
