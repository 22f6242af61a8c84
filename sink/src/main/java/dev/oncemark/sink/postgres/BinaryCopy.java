package dev.oncemark.sink.postgres;

import dev.oncemark.sink.rows.RowBatch;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows into a {@code COPY … FROM STDIN (FORMAT binary)}, in pieces that fit the socket's buffer. */
final class BinaryCopy {

    /** The signature, no flags, no extension. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};

    private final CopyIn copy;
    private final byte[] piece = new byte[1 << 16];
    private int filled;

    private BinaryCopy(CopyIn copy) {
        this.copy = copy;
    }

    /** Copies the rows {@code order[from]} to {@code order[to - 1]}, all or none. */
    static void copy(Connection connection, String sql, RowBatch rows, int[] order, int from, int to)
            throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            new BinaryCopy(copy).send(rows, order, from, to);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void send(RowBatch rows, int[] order, int from, int to) throws SQLException {
        write(HEADER, 0, HEADER.length);
        for (int i = from; i < to; i++) {
            rows.write(order[i], this::write);
        }
        write(TRAILER, 0, TRAILER.length);
        flush();
        copy.endCopy();
    }

    private void write(byte[] bytes, int offset, int length) throws SQLException {
        if (piece.length - filled < length) {
            flush();
        }
        if (piece.length < length) {
            copy.writeToCopy(bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, piece, filled, length);
            filled += length;
        }
    }

    private void flush() throws SQLException {
        if (filled > 0) {
            copy.writeToCopy(piece, 0, filled);
            filled = 0;
        }
    }
}
