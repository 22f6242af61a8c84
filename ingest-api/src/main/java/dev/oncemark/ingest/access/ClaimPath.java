package dev.oncemark.ingest.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is among a token's claims: {@code realm_access.roles} is in {@code realm_access}. A claim whose own name
 * has dots, as those that begin with a URL have, goes before what is inside another one.
 */
record ClaimPath(String path) {

    @Nullable
    Object in(Map<?, ?> claims) {
        return in(claims, path);
    }

    private static @Nullable Object in(Map<?, ?> claims, String path) {
        Object value = claims.get(path);
        for (int dot = path.indexOf('.'); value == null && dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
                value = in(inner, path.substring(dot + 1));
            }
        }
        return value;
    }
}
