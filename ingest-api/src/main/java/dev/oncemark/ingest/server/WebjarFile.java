package dev.oncemark.ingest.server;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of a webjar, as large as it may be: read when it is first asked for, and kept and sent in gzip, which every
 * browser takes. One that has this version already is told so. For one event loop.
 */
final class WebjarFile implements Handler<RoutingContext> {

    private static final int NOT_MODIFIED = 304;

    private final String path;
    private final String type;
    private final String tag;
    private @Nullable Future<Buffer> zipped;

    /** @throws IllegalStateException if there is no such webjar */
    WebjarFile(String webjar, String file, String type) {
        String version = version(webjar);
        this.path = "/META-INF/resources/webjars/" + webjar + "/" + version + "/" + file;
        this.type = type;
        this.tag = "\"" + version + "\"";
    }

    private static String version(String webjar) {
        Properties maven = new Properties();
        try (InputStream in = resource("/META-INF/maven/org.webjars/" + webjar + "/pom.properties")) {
            maven.load(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException(webjar + " cannot be read", unreadable);
        }
        return maven.getProperty("version");
    }

    private static InputStream resource(String path) {
        InputStream in = WebjarFile.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException(path + " is missing from the class path");
        }
        return in;
    }

    @Override
    public void handle(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ETAG, tag);
        String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        // Proxies make weak ones of it, and browsers may send several.
        if (known != null && known.contains(tag)) {
            PageRoutes.answer(context, NOT_MODIFIED, Buffer.buffer(), type);
            return;
        }
        zipped(context)
                .onSuccess(content -> {
                    context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
                    PageRoutes.answer(context, 200, content, type);
                })
                .onFailure(failure -> ErrorHandlers.answer(context, failure));
    }

    private Future<Buffer> zipped(RoutingContext context) {
        Future<Buffer> known = zipped;
        if (known == null || known.failed()) {
            known = context.vertx().executeBlocking(this::zip);
            zipped = known;
        }
        return known;
    }

    private Buffer zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = resource(path);
                GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            in.transferTo(out);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
