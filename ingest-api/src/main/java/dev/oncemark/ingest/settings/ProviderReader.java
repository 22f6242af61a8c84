package dev.oncemark.ingest.settings;

import dev.oncemark.ingest.settings.IdentityProvider.Audience;
import dev.oncemark.ingest.settings.IdentityProvider.Claims;
import dev.oncemark.ingest.settings.IdentityProvider.Keys;
import dev.oncemark.runtime.InvalidSettingException;
import dev.oncemark.runtime.Settings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the settings of one identity provider. The first has no name: its settings are {@code oncemark.auth.*}. Those of
 * one with a name are {@code oncemark.auth.providers.NAME.*}; what is not set there is as it is for the first, but for
 * its issuers and keys.
 */
final class ProviderReader {

    static final String NAMES = "oncemark.auth.providers";

    private static final String FIRST = "oncemark.auth.";
    private static final String ISSUER = "issuer";
    private static final String FILE = "public.key.file";
    private static final String URL = "jwks.url";
    private static final String AUDIENCE = "audience";
    private static final String AUDIENCE_CLAIM = "audience.claim";
    private static final String ALGORITHMS = "algorithms";
    private static final String LEARNER_CLAIM = "learner.claim";
    private static final String SCOPE_CLAIMS = "scope.claims";
    private static final String ROLES = "roles";
    private static final Set<String> ALL =
            Set.of(ISSUER, FILE, URL, AUDIENCE, AUDIENCE_CLAIM, ALGORITHMS, LEARNER_CLAIM, SCOPE_CLAIMS, ROLES);

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern SEMICOLON = Pattern.compile(";");

    private final Settings settings;
    private final String prefix;

    /** @param name empty for the first */
    ProviderReader(Settings settings, String name) {
        this.settings = settings;
        this.prefix = name.isEmpty() ? FIRST : NAMES + "." + name + ".";
    }

    /** @throws InvalidSettingException if a setting is of a provider that is not in {@code names}, or of none */
    static void requireKnown(Collection<String> given, List<String> names) {
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidSettingException(NAMES, "has '" + name + "': a name is of small letters and digits");
            }
        }
        for (String setting : given) {
            int dot = setting.indexOf('.');
            if (dot < 0 || !names.contains(setting.substring(0, dot)) || !ALL.contains(setting.substring(dot + 1))) {
                throw new InvalidSettingException(
                        NAMES + "." + setting, "is no setting of a provider that " + NAMES + " names");
            }
        }
    }

    IdentityProvider read() {
        List<String> issuers = issuers();
        return new IdentityProvider(
                prefix,
                issuers,
                keys(issuers),
                audience(),
                settings.list(inherited(ALGORITHMS)),
                new Claims(settings.text(inherited(LEARNER_CLAIM)), settings.list(inherited(SCOPE_CLAIMS)), roles()));
    }

    private List<String> issuers() {
        List<String> issuers = settings.list(prefix + ISSUER);
        if (issuers.isEmpty()) {
            throw new InvalidSettingException(prefix + ISSUER, "is not set");
        }
        if (issuers.stream().anyMatch(issuer -> BLANK.matcher(issuer).find())) {
            throw new InvalidSettingException(prefix + ISSUER, "has an issuer with a blank in it");
        }
        return issuers;
    }

    private Keys keys(List<String> issuers) {
        Keys keys = new Keys(settings.optionalText(prefix + FILE), settings.optionalText(prefix + URL));
        boolean isDiscovered = keys.file() == null && keys.url() == null;
        if (isDiscovered && !issuers.stream().allMatch(issuer -> issuer.startsWith("http"))) {
            throw new InvalidSettingException("either " + InvalidSettingException.named(prefix + FILE) + " or "
                    + InvalidSettingException.named(prefix + URL) + " has to say where the keys of tokens are, or "
                    + InvalidSettingException.named(prefix + ISSUER) + " has to be a URL, where they can be asked for;"
                    + " oncemark.auth (ONCEMARK_AUTH) may be none on 127.0.0.1, for development");
        }
        if (keys.file() != null && keys.url() != null) {
            throw new InvalidSettingException(InvalidSettingException.named(prefix + FILE) + " and "
                    + InvalidSettingException.named(prefix + URL) + " do not go together: keys are in one place");
        }
        return keys;
    }

    private Audience audience() {
        String claim = settings.text(inherited(AUDIENCE_CLAIM));
        return new Audience(claim, claim.equals(Audience.NONE) ? List.of() : settings.list(inherited(AUDIENCE)));
    }

    private Map<String, List<String>> roles() {
        String given = settings.optionalText(inherited(ROLES));
        Map<String, List<String>> roles = new LinkedHashMap<>();
        parts(given == null ? "" : given, SEMICOLON).forEach(entry -> {
            // Names of groups have equals signs, too: cn=students.
            int equals = entry.lastIndexOf('=');
            if (equals <= 0) {
                throw new InvalidSettingException(
                        inherited(ROLES), "has '" + entry + "', but has to have a role, '=' and scopes");
            }
            List<String> scopes = parts(entry.substring(equals + 1), BLANK).toList();
            roles.put(entry.substring(0, equals).strip(), scopes);
        });
        return roles;
    }

    private static Stream<String> parts(String text, Pattern separator) {
        return separator.splitAsStream(text).map(String::strip).filter(part -> !part.isEmpty());
    }

    /** The name of the provider's own setting if there is one, otherwise of the first one's. */
    private String inherited(String setting) {
        return settings.optionalText(prefix + setting) == null ? FIRST + setting : prefix + setting;
    }
}
