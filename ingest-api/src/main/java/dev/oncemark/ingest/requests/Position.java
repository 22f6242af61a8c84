package dev.oncemark.ingest.requests;

/** Where a record is in its topic. */
public record Position(int partition, long offset) {}
