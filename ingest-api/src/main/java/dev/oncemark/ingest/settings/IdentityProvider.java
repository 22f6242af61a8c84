package dev.oncemark.ingest.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who issues tokens, and what its tokens look like.
 *
 * @param settings what the names of its settings begin with
 * @param issuers what {@code iss} may be
 * @param algorithms by their names in RFC 7518
 */
public record IdentityProvider(
        String settings, List<String> issuers, Keys keys, Audience audience, List<String> algorithms, Claims claims) {

    public IdentityProvider {
        issuers = List.copyOf(issuers);
        algorithms = List.copyOf(algorithms);
    }

    /** Where its keys are: in a file, at a URL, or, with neither, where each issuer's discovery document says. */
    public record Keys(@Nullable String file, @Nullable String url) {}

    /**
     * Whom its tokens have to be for.
     *
     * @param claim {@link #NONE} where nothing is compared
     * @param accepted one of them has to be in the claim
     */
    public record Audience(String claim, List<String> accepted) {

        public static final String NONE = "none";

        public Audience {
            accepted = List.copyOf(accepted);
        }
    }

    /**
     * Where a token says what.
     *
     * @param learner the claim with the learner's id, as the LMS knows it
     * @param scopes the claims with scopes or roles
     * @param roles Oncemark's scopes by the role that stands for them
     */
    public record Claims(String learner, List<String> scopes, Map<String, List<String>> roles) {

        public Claims {
            scopes = List.copyOf(scopes);
            roles = Map.copyOf(roles);
        }
    }
}
