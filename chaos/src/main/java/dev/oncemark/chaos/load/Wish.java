package dev.oncemark.chaos.load;

import dev.oncemark.contracts.Ids;
import java.util.UUID;

/**
 * What one client wants, under one key, however often it is sent.
 *
 * @param seconds how long it waits for the verdict; 0 not at all
 */
record Wish(String enrollment, String lesson, String key, int seconds) {

    /** The name by which the API knows a service with the stack's own token. */
    static final String CALLER = "service:development-service";

    UUID requestId() {
        return Ids.requestOfKey(CALLER, key);
    }
}
