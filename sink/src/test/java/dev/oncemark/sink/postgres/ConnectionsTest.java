package dev.oncemark.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.oncemark.sink.RealParts;
import dev.oncemark.sink.settings.SinkSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class ConnectionsTest {

    private final HikariDataSource connections =
            Connections.pool(new SinkSettings.Postgres(RealParts.postgres().jdbcUrl(), "oncemark_sink", ""), 1);

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void shouldLeaveNoTransactionOpenBehindAConnectionThatIsNew() throws Exception {
        try (Connection connection = connections.getConnection()) {
            assertThat(stateOf(connection)).isEqualTo("idle");
        }
    }

    @Test
    void shouldKeepItsLimitsOverARollback() throws Exception {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            connection.rollback();
            try (ResultSet row = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("30s");
            }
        }
    }

    private static String stateOf(Connection connection) throws SQLException {
        int session = connection.unwrap(PGConnection.class).getBackendPID();
        try (Connection other = RealParts.postgres().connect("oncemark_sink");
                PreparedStatement state =
                        other.prepareStatement("SELECT state FROM pg_stat_activity WHERE pid = " + session);
                ResultSet row = state.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
