package dev.oncemark.platform;

import java.util.Locale;

/** What is looked at. */
public enum Check {
    /** The connector's replication slot is not there: changes are being missed. */
    SLOT_MISSING,
    /** PostgreSQL has removed a part of the log that the slot had not read: changes have been missed. */
    SLOT_LOST,
    /** PostgreSQL is about to do so, at its next checkpoint. */
    SLOT_UNRESERVED,
    /** Nobody reads from the slot. */
    SLOT_INACTIVE,
    PUBLICATION_MISSING,
    /** The publication leaves out inserts, updates, deletes or truncates. */
    PUBLICATION_OPERATIONS,
    /** A table that the connector names is not there. */
    TABLE_MISSING,
    /** The table is not in the publication: its changes are being missed. */
    TABLE_UNPUBLISHED,
    /** The log does not have the old values that the connector needs when a row is changed or deleted. */
    REPLICA_IDENTITY,
    /** Kafka Connect has no such connector. */
    CONNECTOR_MISSING,
    /** The connector or one of its tasks has failed. */
    CONNECTOR_FAILED;

    /** As it is written in metrics: {@code slot-missing}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
