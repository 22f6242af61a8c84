package dev.oncemark.ingest.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an issuer's keys are.
 *
 * @param areUsable whether tokens can be checked now
 * @param areFailing whether they could not be fetched the last time
 * @param fetchedAt when they were fetched last; null if never, or if they are not fetched at all
 */
public record KeyStatus(
        @JsonProperty("usable") boolean areUsable,
        @JsonProperty("failing") boolean areFailing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant fetchedAt) {}
