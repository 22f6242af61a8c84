package dev.oncemark.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.ingest.submit.Outcome;
import dev.oncemark.ingest.submit.Submission;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.UUID;

/** How the outcome of a submission is told to its client. */
final class Outcomes {

    private static final CharSequence PREFERENCE_APPLIED = HttpHeaders.createOptimized("preference-applied");

    private Outcomes() {}

    /** The body of an answer about a request that is stored and not decided. */
    record PendingRequest(UUID requestId, String status) {
        PendingRequest(UUID requestId) {
            this(requestId, "PENDING");
        }
    }

    static void answer(RoutingContext context, Submission submission, Outcome outcome) {
        applied(context, submission.patience().time());
        if (outcome instanceof Outcome.Pending pending) {
            String location = location(pending.requestId(), submission.request().enrollmentId());
            context.response().putHeader(HttpHeaders.LOCATION, location);
            Answer.json(context, 202, new PendingRequest(pending.requestId()));
        } else if (outcome instanceof Outcome.Decided decided
                && decided.result().reason() == null) {
            Answer.json(context, 201, decided.result());
        } else {
            Answer.problem(context, problem(outcome));
        }
    }

    /** Of an outcome that is none that the client wished for. */
    static Problem problem(Outcome outcome) {
        if (outcome instanceof Outcome.Decided decided) {
            return Problems.rejected(decided.result());
        }
        if (outcome instanceof Outcome.KeyReused) {
            return Problems.keyReused();
        }
        return Problems.unavailable(outcome instanceof Outcome.Unavailable unavailable ? unavailable.why() : "");
    }

    /** Says that the client's preference to wait was heeded, where it had one. */
    static void applied(RoutingContext context, Duration patience) {
        if (!patience.isZero()) {
            context.response().putHeader(PREFERENCE_APPLIED, "wait=" + patience.toSeconds());
        }
    }

    /** Where to ask for a request; the enrollment says where to look for one that is not among the latest. */
    static String location(UUID requestId, String enrollmentId) {
        String encoded = isPlain(enrollmentId)
                ? enrollmentId
                : URLEncoder.encode(enrollmentId, UTF_8).replace("+", "%20");
        return "/v1/completion-requests/" + requestId + "?enrollment=" + encoded;
    }

    /** Whether all of it stands for itself in a query, as of most ids. */
    private static boolean isPlain(String id) {
        for (int at = 0; at < id.length(); at++) {
            char c = id.charAt(at);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
