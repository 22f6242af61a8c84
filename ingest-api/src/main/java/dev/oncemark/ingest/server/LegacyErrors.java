package dev.oncemark.ingest.server;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/**
 * Problems as the old endpoint told them, which was written with Django REST Framework: a text under {@code detail}, or
 * texts under the name of the field that cannot be used. What it never told is told in our words, in its form.
 */
final class LegacyErrors {

    private static final String PATH = "/api/progress";

    private LegacyErrors() {}

    /** Whether the request is for the old endpoint, with its last slash or without. */
    static boolean areFor(HttpServerRequest request) {
        String path = request.path();
        return path != null
                && path.startsWith(PATH)
                && (path.length() == PATH.length() || (path.length() == PATH.length() + 1 && path.endsWith("/")));
    }

    /** The body that tells the problem. */
    static Map<String, Object> body(Problem problem, HttpServerRequest request) {
        return problem.members().get("field") instanceof String field && problem.status() == 400
                ? Map.of(field, List.of(problem.detail()))
                : Map.of("detail", detail(problem, request));
    }

    private static String detail(Problem problem, HttpServerRequest request) {
        return switch (problem.status()) {
            case 401 ->
                request.headers().contains(HttpHeaders.AUTHORIZATION)
                        ? "Invalid token."
                        : "Authentication credentials were not provided.";
            case 403 -> "You do not have permission to perform this action.";
            case 405 -> "Method \"" + request.method() + "\" not allowed.";
            case 429 ->
                "Request was throttled. Expected available in " + problem.retryAfter()
                        + (problem.retryAfter() == 1 ? " second." : " seconds.");
            case 500 -> "A server error occurred.";
            default -> problem.detail().isEmpty() ? problem.title() : problem.detail();
        };
    }
}
