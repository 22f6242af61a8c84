package dev.oncemark.ingest.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks issuers for their keys. No thread waits for an answer, however long the issuer takes, and an answer that is not
 * whole in time is given up. Proxies and trusted certificates are those of the JVM.
 */
final class JwksClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .followRedirects(Redirect.NORMAL)
            .build();

    /** The JWK set (RFC 7517) at the URL; fails where it has no key, as it may while an issuer starts. */
    CompletableFuture<JWKSet> at(URI url) {
        return get(url).thenApply(JwksClient::keys);
    }

    /** The keys that the issuer's discovery document names (OpenID Connect Discovery 1.0, section 4). */
    CompletableFuture<JWKSet> of(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return get(URI.create(base + DISCOVERY)).thenCompose(document -> at(URI.create(keysUrl(issuer, document))));
    }

    private CompletableFuture<String> get(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, head -> new BoundedBody());
        return answer.copy()
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((whole, failure) -> answer.cancel(true))
                .thenApply(JwksClient::text);
    }

    private static String text(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw unreadable("the answer is " + answer.statusCode());
        }
        return new String(answer.body(), UTF_8);
    }

    private static JWKSet keys(String text) {
        try {
            JWKSet keys = JWKSet.parse(text);
            if (keys.isEmpty()) {
                throw unreadable("the JWK set is empty");
            }
            return keys;
        } catch (ParseException notOne) {
            throw unreadable("the answer is no JWK set");
        }
    }

    /** A document of another issuer would have its keys believed for this one. */
    private static String keysUrl(String issuer, String text) {
        try {
            Map<String, Object> document = JSONObjectUtils.parse(text);
            String url = JSONObjectUtils.getString(document, "jwks_uri");
            if (url == null || !issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
                throw unreadable("the discovery document is of another issuer, or names no keys");
            }
            return url;
        } catch (ParseException notOne) {
            throw unreadable("the answer is no discovery document");
        }
    }

    private static UncheckedIOException unreadable(String why) {
        return new UncheckedIOException(new IOException(why));
    }
}
