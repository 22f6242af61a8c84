package dev.oncemark.ingest.http;

import dev.oncemark.ingest.IngestSettings;
import dev.oncemark.ingest.access.AccessControl;
import dev.oncemark.ingest.health.Activity;
import dev.oncemark.ingest.health.ApiMetrics;
import dev.oncemark.ingest.health.Readiness;
import dev.oncemark.ingest.progress.ProgressReader;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.ResultPartitions;
import dev.oncemark.ingest.requests.Subscriptions;
import dev.oncemark.ingest.submit.Submitter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the routes are made of; shared by all threads that serve.
 *
 * @param connections how many there are
 */
public record HttpParts(
        IngestSettings settings,
        AccessControl access,
        Submitter submitter,
        Knowledge knowledge,
        Observed observed,
        AtomicInteger connections) {

    /** Where answers come from. */
    public record Knowledge(
            KnownRequests requests,
            Subscriptions subscriptions,
            ResultPartitions partitions,
            ProgressReader progress) {}

    /** How the app is, and what it has done. */
    public record Observed(Readiness readiness, ApiMetrics metrics, Activity activity) {}
}
