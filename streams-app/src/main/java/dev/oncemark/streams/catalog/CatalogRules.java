package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What the catalog is to do beyond what its rows say.
 *
 * @param settle how long a course has to be quiet after a change before it completes anybody; zero for not at all
 * @param policy what changes of a course do to its completions, where its row does not say it
 * @param acceptedRemovals removals of many rows that the operator wants, by the names in the log
 */
public record CatalogRules(Duration settle, CompletionPolicy policy, Set<String> acceptedRemovals) {

    /** The policy of this name, in any case. One that is not known ends nobody's completion. */
    static CompletionPolicy policy(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "reopen" -> CompletionPolicy.REOPEN;
            case "flag" -> CompletionPolicy.FLAG;
            default -> CompletionPolicy.STICKY;
        };
    }
}
