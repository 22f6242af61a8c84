package dev.oncemark.streams.catalog;

import java.time.Duration;
import java.util.Set;

/**
 * What the catalog is to do beyond what its rows say.
 *
 * @param settle how long a course has to be quiet after a change before it completes anybody; zero for not at all
 * @param acceptedRemovals removals of many rows that the operator wants, by the names in the log
 */
public record CatalogRules(Duration settle, Set<String> acceptedRemovals) {}
