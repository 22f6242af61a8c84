package dev.oncemark.ingest.server;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * The API reference at {@code /docs}: the contract, rendered by Swagger UI, which is served from its own jar as it is.
 * Every link in it is relative, so it works at whatever path a proxy has it.
 */
final class ReferenceRoutes {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";

    private final Buffer page = Buffer.buffer(PageRoutes.content("/web/docs.html"));
    private final Map<String, Handler<RoutingContext>> files;

    private ReferenceRoutes() {
        Buffer script = Buffer.buffer(PageRoutes.content("/web/docs.js"));
        Buffer style = Buffer.buffer(PageRoutes.content("/web/docs.css"));
        files = Map.of(
                "docs.js",
                context -> PageRoutes.answer(context, 200, script, JAVASCRIPT),
                "docs.css",
                context -> PageRoutes.answer(context, 200, style, CSS),
                "swagger-ui-bundle.js",
                new WebjarFile("swagger-ui", "swagger-ui-bundle.js", JAVASCRIPT),
                "swagger-ui.css",
                new WebjarFile("swagger-ui", "swagger-ui.css", CSS));
    }

    static void mount(Routes routes) {
        ReferenceRoutes reference = new ReferenceRoutes();
        routes.open("/docs", reference::page);
        routes.open("/docs/:file", reference::file);
    }

    private void page(RoutingContext context) {
        if (context.request().path().endsWith("/")) {
            // The page's links are relative to the path without the last slash.
            context.response().putHeader(HttpHeaders.LOCATION, "../docs");
            PageRoutes.answer(context, 308, Buffer.buffer(), HTML);
        } else {
            PageRoutes.answer(context, 200, page, HTML);
        }
    }

    private void file(RoutingContext context) {
        files.getOrDefault(context.pathParam("file"), ReferenceRoutes::nothing).handle(context);
    }

    private static void nothing(RoutingContext context) {
        Answer.problem(context, Problems.notFound());
    }
}
