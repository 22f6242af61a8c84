package dev.oncemark.ingest.requests;

import org.jspecify.annotations.Nullable;

/**
 * A request that is stored and has no result yet.
 *
 * @param at the record's place among the requests
 * @param asked what it asked for, where its header says so
 * @param until when to stop believing that it is undecided, in milliseconds since 1970
 */
public record Undecided(Position at, @Nullable Asked asked, long until) {

    /** Of a request whose result has to come: it is undecided until then, however long that takes. */
    public static Undecided untilDecided(Position at, @Nullable Asked asked) {
        return new Undecided(at, asked, Long.MAX_VALUE);
    }
}
