package dev.oncemark.ingest.access;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where an issuer's keys are. */
interface KeySource {

    /** Those in use, told at once; null where there are none yet, or none that may be believed any more. */
    @Nullable
    JWKSet keys();

    /**
     * Makes sure that the keys in use are not older than a token that none of them fits. Never blocks.
     *
     * @param issuedAt when the token says that it was issued; null where it says nothing
     * @return when {@link #keys()} has what can be told of that token; fails with {@link KeysUnavailableException} where
     *     the issuer cannot be asked now
     */
    CompletionStage<?> newerThan(@Nullable Instant issuedAt);

    /** To be called every second or so: fetches what is due. Never blocks. */
    void refresh();

    KeyStatus status();
}
