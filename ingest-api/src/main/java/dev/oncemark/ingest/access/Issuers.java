package dev.oncemark.ingest.access;

import dev.oncemark.ingest.settings.Access;
import dev.oncemark.ingest.settings.IdentityProvider;
import dev.oncemark.ingest.settings.IdentityProvider.Keys;
import dev.oncemark.runtime.InvalidSettingException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everybody whose tokens are accepted, by {@code iss}. */
final class Issuers {

    private final Map<String, Issuer> issuers = new HashMap<>();
    private final Map<String, KeySource> sources = new LinkedHashMap<>();
    private final Access access;
    private @Nullable JwksClient client;

    /** @throws InvalidSettingException if keys, algorithms or scopes cannot be used */
    Issuers(Access access) {
        this.access = access;
        for (IdentityProvider provider : access.providers()) {
            TokenRules rules = new TokenRules(provider, access.leeway());
            CallerClaims callers = new CallerClaims(provider.claims(), access.leeway());
            KeySource shared = shared(provider);
            for (String issuer : provider.issuers()) {
                KeySource keys = shared == null ? discovered(provider, issuer) : shared;
                String realm = issuers.isEmpty() ? Caller.FIRST_REALM : issuer;
                issuers.put(issuer, new Issuer(realm, rules, callers, keys));
            }
        }
    }

    /** The keys that all of the provider's issuers sign with; null where each has its own. */
    private @Nullable KeySource shared(IdentityProvider provider) {
        Keys keys = provider.keys();
        String issuer = provider.issuers().get(0);
        if (keys.url() != null) {
            URI url = url(provider.settings() + "jwks.url", keys.url());
            return added(issuer, fetched(issuer, () -> client().at(url)));
        }
        String setting = provider.settings() + "public.key.file";
        return keys.file() == null ? null : added(issuer, new KeyFile(setting, Path.of(keys.file())));
    }

    private KeySource discovered(IdentityProvider provider, String issuer) {
        var unused = url(provider.settings() + "issuer", issuer);
        return added(issuer, fetched(issuer, () -> client().of(issuer)));
    }

    /** Made when it is needed first: it has a thread of its own. */
    private synchronized JwksClient client() {
        if (client == null) {
            client = new JwksClient();
        }
        return client;
    }

    private FetchedKeys fetched(String issuer, FetchedKeys.Fetch fetch) {
        return new FetchedKeys(issuer, fetch, access.leeway(), access.keysOutage(), Clock.systemUTC());
    }

    private KeySource added(String issuer, KeySource keys) {
        sources.put(issuer, keys);
        return keys;
    }

    private static URI url(String setting, String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException none) {
            // Told below.
        }
        throw new InvalidSettingException(setting, "is '" + text + "', which is no URL");
    }

    @Nullable
    Issuer named(@Nullable String iss) {
        return issuers.get(iss);
    }

    /** To be called every second or so: fetches the keys that are due. */
    void refreshKeys() {
        sources.values().forEach(KeySource::refresh);
    }

    /** How the keys are, by the issuer, or the first of those that have them in common. */
    Map<String, KeyStatus> keys() {
        Map<String, KeyStatus> statuses = new LinkedHashMap<>();
        sources.forEach((issuer, keys) -> statuses.put(issuer, keys.status()));
        return statuses;
    }
}
