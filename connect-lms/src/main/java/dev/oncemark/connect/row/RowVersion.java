package dev.oncemark.connect.row;

/**
 * A row's version: a number that grows in the order of the platform's log.
 *
 * <p>PostgreSQL: the LSN. MySQL and MariaDB: an epoch (7 bits), the number of the binlog's file (24 bits) and the position in
 * it (32 bits). Both are the same in a snapshot and behind it. A GTID would not do: those of MySQL are counted for each server
 * apart, and a snapshot's rows have none.
 *
 * @param epoch raised by the operator when the log of another server begins its numbers anew
 */
record RowVersion(int epoch) {

    private static final int EPOCH_SHIFT = 56;
    private static final int FILE_SHIFT = 32;
    private static final long MAX_FILE = (1L << (EPOCH_SHIFT - FILE_SHIFT)) - 1;
    private static final long MAX_POSITION = (1L << FILE_SHIFT) - 1;

    /** 0 where the source does not say. */
    long of(Source source) {
        Long lsn = source.number("lsn");
        if (lsn != null) {
            return Math.max(0, lsn);
        }
        String file = source.text("file");
        Long position = source.number("pos");
        if (file == null || file.isEmpty() || position == null) {
            return 0;
        }
        return (long) epoch << EPOCH_SHIFT
                | Math.min(fileNumber(file), MAX_FILE) << FILE_SHIFT
                | Math.min(Math.max(0, position), MAX_POSITION);
    }

    /** 12 of {@code mysql-bin.000012}. */
    private static long fileNumber(String file) {
        long number = 0;
        for (int at = file.lastIndexOf('.') + 1; at < file.length(); at++) {
            int digit = Character.digit(file.charAt(at), 10);
            if (digit < 0) {
                return 0;
            }
            number = Math.min(number * 10 + digit, MAX_FILE);
        }
        return number;
    }
}
