package dev.oncemark.ingest.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import java.security.Key;
import java.security.PublicKey;
import java.util.List;

/** Finds the keys that a token may be signed with. */
final class SigningKeys {

    private SigningKeys() {}

    /**
     * Public keys of the type, and the curve, that the algorithm is for. A key that names an algorithm or a use is for
     * nothing else, and one that the token names by {@code kid} goes before all others: keys without an id may be meant.
     */
    static List<Key> of(JWKSet keys, JWSHeader header) {
        JWSAlgorithm algorithm = header.getAlgorithm();
        JWKMatcher.Builder wanted = new JWKMatcher.Builder()
                .keyType(KeyType.forAlgorithm(algorithm))
                .keyUses(KeyUse.SIGNATURE, null)
                .algorithms(algorithm, null);
        if (header.getKeyID() != null) {
            wanted.keyIDs(header.getKeyID(), null);
        }
        if (JWSAlgorithm.Family.EC.contains(algorithm)) {
            wanted.curves(Curve.forJWSAlgorithm(algorithm));
        }
        return KeyConverter.toJavaKeys(new JWKSelector(wanted.build()).select(keys)).stream()
                .filter(PublicKey.class::isInstance)
                .toList();
    }
}
