package dev.oncemark.ingest.settings;

import dev.oncemark.ingest.settings.IngestSettings.Commands;
import dev.oncemark.runtime.InvalidSettingException;
import dev.oncemark.runtime.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may: everybody, or whoever has a token of one of the providers.
 *
 * @param providers the first one's first issuer names its callers as it always did; none if everybody may
 * @param leeway how far the clocks of issuers may be off
 * @param keysOutage how long keys are believed that cannot be fetched again
 */
public record Access(
        boolean isOpen, List<IdentityProvider> providers, Duration leeway, Duration keysOutage, Commands commands) {

    private static final String KIND = "oncemark.auth";
    private static final String LEEWAY = "oncemark.auth.leeway";
    private static final Duration MAX_LEEWAY = Duration.ofMinutes(10);
    private static final String OUTAGE = "oncemark.auth.keys.outage";
    private static final Duration MIN_OUTAGE = Duration.ofMinutes(10);

    public Access {
        providers = List.copyOf(providers);
    }

    /** @param host where HTTP is served: everybody may on the local address only */
    static Access of(Settings settings, String host, Commands commands) {
        String kind = settings.text(KIND);
        if (!kind.equals("jwt") && !kind.equals("none")) {
            throw new InvalidSettingException(KIND, "is '" + kind + "', but has to be jwt or none");
        }
        boolean isOpen = kind.equals("none");
        if (isOpen && !host.equals("127.0.0.1")) {
            throw new InvalidSettingException("oncemark.auth (ONCEMARK_AUTH) is none, which oncemark.http.host"
                    + " (ONCEMARK_HTTP_HOST) other than 127.0.0.1 does not go with: everybody could act for everybody");
        }
        return new Access(
                isOpen, isOpen ? List.of() : providers(settings), leeway(settings), outage(settings), commands);
    }

    private static Duration leeway(Settings settings) {
        Duration leeway = settings.duration(LEEWAY);
        if (leeway.compareTo(MAX_LEEWAY) > 0) {
            throw new InvalidSettingException(LEEWAY, "is over 10m: expired tokens would be good for so long");
        }
        return leeway;
    }

    private static Duration outage(Settings settings) {
        Duration outage = settings.duration(OUTAGE);
        if (outage.compareTo(MIN_OUTAGE) < 0) {
            throw new InvalidSettingException(OUTAGE, "is under 10m: keys would be forgotten between two fetches");
        }
        return outage;
    }

    private static List<IdentityProvider> providers(Settings settings) {
        List<String> names = settings.list(ProviderReader.NAMES);
        ProviderReader.requireKnown(settings.providers().keySet(), names);
        List<IdentityProvider> providers = new ArrayList<>();
        providers.add(new ProviderReader(settings, "").read());
        names.forEach(name -> providers.add(new ProviderReader(settings, name).read()));
        Set<String> issuers = new HashSet<>();
        for (IdentityProvider provider : providers) {
            for (String issuer : provider.issuers()) {
                if (!issuers.add(issuer)) {
                    throw new InvalidSettingException("the issuer " + issuer
                            + " is named twice, so that nobody knows which keys and claims are meant");
                }
            }
        }
        return providers;
    }
}
