package dev.oncemark.ingest.http;

import dev.oncemark.ingest.IngestSettings;
import dev.oncemark.ingest.health.ApiMetrics;
import dev.oncemark.ingest.health.Readiness;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.submit.Submitter;
import java.time.Clock;

/** What the routes are made of; shared by all threads that serve. */
public record HttpParts(
        IngestSettings settings,
        Submitter submitter,
        KnownRequests known,
        Readiness readiness,
        ApiMetrics metrics,
        Clock clock) {}
