/**
 * Tokens for development, signed with a key that lies beside them. Real tokens come from a real issuer, which keeps its
 * private key to itself.
 */
@NullMarked
package dev.oncemark.tokens;

import org.jspecify.annotations.NullMarked;
