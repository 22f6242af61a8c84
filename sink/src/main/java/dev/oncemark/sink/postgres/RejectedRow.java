package dev.oncemark.sink.postgres;

import java.sql.SQLException;

/**
 * A row that PostgreSQL does not take.
 *
 * @param record the number that the row's record was added under
 */
public record RejectedRow(int record, SQLException cause) {}
