package dev.oncemark.endtoend.stack;

import dev.oncemark.localstack.DevelopmentTokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Oncemark as a whole, on every real part, reached on 127.0.0.1. */
public interface Stack extends AutoCloseable {

    /** The root of the API. */
    String api();

    /** The metrics of each of the three apps. */
    List<String> metrics();

    /** Where the broker is reached from here. */
    String bootstrapServers();

    /** A connection to the database, to be closed by the caller. */
    Connection connection(String role) throws SQLException;

    /** The password of every role. */
    String password();

    /** Tokens that the API takes. */
    DevelopmentTokens tokens();

    /** Lets the connector read the LMS from the beginning again. */
    void takeSnapshotAgain();

    Part broker();

    Part postgres();

    Part connect();

    Part streamsApp();

    Part sink();

    @Override
    void close();
}
