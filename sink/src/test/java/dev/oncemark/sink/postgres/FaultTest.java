package dev.oncemark.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "22001, RECORD, string too long",
        "22008, RECORD, time out of range",
        "22021, RECORD, zero byte in text",
        "22P03, RECORD, invalid binary representation",
        "23502, RECORD, not null",
        "23505, RECORD, unique",
        "23514, RECORD, check",
        "54000, RECORD, key too long for its index",
        "40001, CONCURRENT, serialization failure",
        "40P01, CONCURRENT, deadlock",
        "55P03, LOCKED, lock timeout",
        "08001, AWAY, refused",
        "08006, AWAY, broken",
        "57P01, AWAY, terminated by the administrator",
        "57P03, AWAY, starting up",
        "57014, AWAY, statement timeout",
        "53100, AWAY, disk full",
        "53300, AWAY, too many connections",
        "58030, AWAY, input or output error",
        "25006, AWAY, read-only: a standby",
        "25P03, AWAY, idle in transaction for too long",
        "42501, UNKNOWN, missing right",
        "42P01, UNKNOWN, missing table",
        "28P01, UNKNOWN, wrong password",
        "3D000, UNKNOWN, no such database",
        "XX000, UNKNOWN, internal error",
        "25P02, UNKNOWN, failed transaction",
        "2, UNKNOWN, nothing PostgreSQL says",
    })
    void shouldKnow(String state, Fault expected, String why) {
        assertThat(Fault.of(new SQLException(why, state))).isEqualTo(expected);
    }

    @Test
    void shouldTakeAPoolWithoutConnectionsForAway() {
        assertThat(Fault.of(new SQLTransientConnectionException("no connection in time")))
                .isEqualTo(Fault.AWAY);
    }
}
