package dev.oncemark.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.ingest.submit.Outcome;
import dev.oncemark.ingest.submit.Submission;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
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
        if (!submission.patience().isZero()) {
            context.response()
                    .putHeader(
                            PREFERENCE_APPLIED, "wait=" + submission.patience().toSeconds());
        }
        if (outcome instanceof Outcome.Pending pending) {
            pending(context, pending.requestId(), submission.request().enrollmentId());
        } else if (outcome instanceof Outcome.Decided decided) {
            decided(context, decided.result());
        } else if (outcome instanceof Outcome.Unavailable unavailable) {
            Answer.problem(context, Problems.unavailable(unavailable.why()));
        }
    }

    private static void pending(RoutingContext context, UUID requestId, String enrollmentId) {
        context.response().putHeader(HttpHeaders.LOCATION, location(requestId, enrollmentId));
        Answer.json(context, 202, new PendingRequest(requestId));
    }

    private static void decided(RoutingContext context, CompletionResult result) {
        if (result.status() == Status.REJECTED) {
            Answer.problem(context, Problems.rejected(result));
        } else {
            Answer.json(context, 201, result);
        }
    }

    /** Where to ask for a request; the enrollment says where to look for one that is not among the latest. */
    static String location(UUID requestId, String enrollmentId) {
        String encoded = URLEncoder.encode(enrollmentId, UTF_8).replace("+", "%20");
        return "/v1/completion-requests/" + requestId + "?enrollment=" + encoded;
    }
}
