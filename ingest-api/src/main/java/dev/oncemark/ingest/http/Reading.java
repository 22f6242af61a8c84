package dev.oncemark.ingest.http;

import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.requests.Asked;
import dev.oncemark.ingest.requests.Decided;
import org.jspecify.annotations.Nullable;

/** What a caller may read: everything as a service; as a learner, what is the learner's or what it sent itself. */
final class Reading {

    private Reading() {}

    static boolean mayRead(Caller caller, Decided decided) {
        String learner = decided.result().learnerId();
        return learner == null ? isSender(caller, decided.asked()) : isLearner(caller, learner);
    }

    static boolean isLearner(Caller caller, @Nullable String learner) {
        return caller.isService() || (learner != null && learner.equals(caller.learnerId()));
    }

    static boolean isSender(Caller caller, @Nullable Asked asked) {
        return caller.isService() || (asked != null && asked.who() == caller.who());
    }
}
