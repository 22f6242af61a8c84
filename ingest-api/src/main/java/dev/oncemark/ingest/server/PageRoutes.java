package dev.oncemark.ingest.server;

import dev.oncemark.ingest.server.Answer.ServedFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page that shows what Oncemark is doing, and the contracts as files. All of it comes from the jar, as it is. */
final class PageRoutes {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String TOKEN_NEEDED = "data-token=\"needed\"";
    private static final String TOKEN_NOT_NEEDED = "data-token=\"none\"";

    private PageRoutes() {}

    /** @param needsNoToken whether requests need no token: the page asks for one only where they do */
    static void mount(Routes routes, boolean needsNoToken) {
        String page = content("/web/index.html");
        String shown = needsNoToken ? page.replace(TOKEN_NEEDED, TOKEN_NOT_NEEDED) : page;
        serve(routes, "/", shown, "text/html; charset=utf-8");
        serve(routes, "/page.js", content("/web/page.js"), "text/javascript; charset=utf-8");
        serve(routes, "/page.css", content("/web/page.css"), "text/css; charset=utf-8");
        serve(routes, "/icon.svg", content("/web/icon.svg"), "image/svg+xml");
        serve(routes, "/openapi.yaml", content("/contracts/openapi.yaml"), "application/yaml; charset=utf-8");
        serve(routes, "/asyncapi.yaml", content("/contracts/asyncapi.yaml"), "application/yaml; charset=utf-8");
        ReferenceRoutes.mount(routes);
    }

    private static void serve(Routes routes, String path, String content, String type) {
        ServedFile file = ServedFile.of(type, content);
        routes.open(path, context -> {
            putHeaders(context);
            file.write(context);
        });
    }

    /** Answers with something of a page's, which may load nothing from elsewhere. */
    static void answer(RoutingContext context, int status, Buffer content, String type) {
        putHeaders(context);
        Answer.file(context, status, type, content);
    }

    private static void putHeaders(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    static String content(String resource) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
