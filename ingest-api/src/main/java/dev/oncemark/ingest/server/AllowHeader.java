package dev.oncemark.ingest.server;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which methods a path takes: what an answer 405 has to say (RFC 9110). */
final class AllowHeader {

    private final List<Path> paths = new ArrayList<>();

    private record Path(Pattern path, Set<HttpMethod> methods) {}

    /** Of the routes that the router has by now. Every path takes {@code OPTIONS}, too, and is none of theirs. */
    AllowHeader(Router router) {
        for (Route route : router.getRoutes()) {
            String name = route.getName() == null ? route.getPath() : route.getName();
            if (name != null && route.methods() != null) {
                paths.add(new Path(
                        Pattern.compile(name.replaceAll("/:[^/]+", "/[^/]+").replaceAll("/$", "") + "/?"),
                        route.methods()));
            }
        }
    }

    /** Of all paths together. */
    String methods() {
        Set<String> methods = new TreeSet<>();
        methods.add(HttpMethod.OPTIONS.name());
        paths.forEach(known -> known.methods().forEach(method -> methods.add(method.name())));
        return String.join(", ", methods);
    }

    String methods(String path) {
        Set<String> methods = new TreeSet<>();
        methods.add(HttpMethod.OPTIONS.name());
        for (Path known : paths) {
            if (known.path().matcher(path).matches()) {
                known.methods().forEach(method -> methods.add(method.name()));
            }
        }
        return String.join(", ", methods);
    }
}
