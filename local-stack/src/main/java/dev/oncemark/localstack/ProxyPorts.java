package dev.oncemark.localstack;

/**
 * Ports at which a stack's apps are told to find the broker and PostgreSQL instead of theirs: those of whatever shall stand
 * between them. Connect and everybody else go straight.
 *
 * @param kafkaListener where the broker listens for those who come through the proxy
 * @param kafka where it says to them that it is
 * @param postgres where PostgreSQL is for them
 */
public record ProxyPorts(int kafkaListener, int kafka, int postgres) {

    String bootstrapServers() {
        return Ports.HOST + ":" + kafka;
    }

    String jdbcUrl() {
        return Postgres.url(postgres, Postgres.DATABASE);
    }
}
