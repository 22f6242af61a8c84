package dev.oncemark.ingest.access;

/**
 * An issuer whose tokens are accepted.
 *
 * @param realm begins the names of its callers, see {@link Caller}
 * @param rules what its tokens have to say
 * @param callers whom they are of
 * @param keys what they are signed with
 */
record Issuer(String realm, TokenRules rules, CallerClaims callers, KeySource keys) {}
