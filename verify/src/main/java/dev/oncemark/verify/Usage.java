package dev.oncemark.verify;

/** What {@code ./oncemark verify --help} says. */
final class Usage {

    static final String TEXT = """
            usage: ./oncemark verify [OPTIONS]

            Reads every topic and PostgreSQL, changes nothing, and checks every promise as of the start, on a system at
            work as well. Ends with 0 if all were kept, 1 if one was broken, 2 if that could not be checked.

              --bootstrap-server HOST:PORT  the broker (127.0.0.1:9092, or ONCEMARK_STACK_KAFKA_PORT)
              --command-config FILE         settings of Kafka's clients, such as security.protocol
              --jdbc-url URL                PostgreSQL (ONCEMARK_POSTGRES_URL, or 127.0.0.1:5433)
              --user ROLE                   a role that reads schema progress (ONCEMARK_POSTGRES_USER, or oncemark_api);
                                            its password is taken from ONCEMARK_POSTGRES_PASSWORD
              --application-id ID           of the streams-app (oncemark-streams)
              --journal FILE                what clients were told, one JSON object a line (docs/reliability.md)
              --settled                     nobody is at work: whatever is not read, decided or stored is a violation
              --grace SECONDS               how long requests wait for a missing row (10)
              --parking-bound N             how many wait in a partition at most (10000)
              --clocks SECONDS              how far the machines' clocks may be apart (2)
              --transaction-timeout SECONDS of the streams-app (10)
              --offenders N                 how many of each violation are shown (5)
              --memory MIB                  for sorting; the rest goes to files in java.io.tmpdir (128)
              --json                        the report as JSON
            """;

    private Usage() {}
}
