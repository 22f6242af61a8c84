package dev.oncemark.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.JsonSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a token says: who issued it, for whom, who its bearer is, what that may do, and for how long.
 *
 * @param scope words with blanks between, as docs/clients.md has them
 * @param others claims that some identity provider has beside these, by name
 */
public record TokenClaims(
        String issuer, String audience, String subject, String scope, Duration validity, Map<String, String> others) {

    /** Of issuer and audience as the API expects them where it is not told of others. */
    private static final String ONCEMARK = "oncemark";

    private static final Duration USUAL = Duration.ofHours(12);

    /** Of a learner, who may act for itself. */
    public static TokenClaims learner(String id) {
        return new TokenClaims(ONCEMARK, ONCEMARK, id, "completions:write completions:read", USUAL, Map.of());
    }

    /** Of a service, which may act for all learners. */
    public static TokenClaims service(String name) {
        return new TokenClaims(ONCEMARK, ONCEMARK, name, "completions:service", USUAL, Map.of());
    }

    /** Of an administrator, who may also take back, waive and reset. */
    public static TokenClaims administrator(String name) {
        return new TokenClaims(ONCEMARK, ONCEMARK, name, "completions:service completions:admin", USUAL, Map.of());
    }

    TokenClaims issued(String by, String to, Duration goodFor, Map<String, String> besides) {
        return new TokenClaims(by, to, subject, scope, goodFor, besides);
    }

    /** The token as a JWT (RFC 7519), valid from now on. */
    public String signed(DevelopmentKeys keys) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>(others);
        claims.put("iss", issuer);
        claims.put("aud", audience);
        claims.put("sub", subject);
        claims.put("iat", now);
        claims.put("exp", now + validity.toSeconds());
        claims.put("scope", scope);
        String text = base64(json(Map.of("alg", "RS256", "typ", "JWT"))) + "." + base64(json(claims));
        return text + "." + base64(keys.sign(text));
    }

    private static byte[] json(Map<String, Object> values) {
        return JsonSerde.MAPPER.writeValueAsString(values).getBytes(UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
