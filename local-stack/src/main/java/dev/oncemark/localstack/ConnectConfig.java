package dev.oncemark.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Connect's settings for one worker, quick to start and to come back after it was killed.
 *
 * @param plugins jars, or directories of them, each with a class loader of its own
 */
record ConnectConfig(int port, String bootstrapServers, List<Path> plugins) {

    Properties properties() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("group.id", "oncemark-connect");
        properties.put("listeners", "http://" + Ports.HOST + ":" + port);
        properties.put("rest.advertised.host.name", Ports.HOST);
        properties.put("plugin.discovery", "service_load");
        properties.put("plugin.path", plugins.stream().map(Path::toString).collect(Collectors.joining(",")));
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("config.providers", "env");
        properties.put("config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
        ownTopics(properties);
        timing(properties);
        return properties;
    }

    private static void ownTopics(Properties properties) {
        properties.put("config.storage.topic", "oncemark-connect-configs");
        properties.put("config.storage.replication.factor", "1");
        properties.put("offset.storage.topic", "oncemark-connect-offsets");
        properties.put("offset.storage.partitions", "1");
        properties.put("offset.storage.replication.factor", "1");
        properties.put("status.storage.topic", "oncemark-connect-status");
        properties.put("status.storage.partitions", "1");
        properties.put("status.storage.replication.factor", "1");
    }

    private static void timing(Properties properties) {
        // What is read again after a crash is what was read since; applying a row twice changes nothing.
        properties.put("offset.flush.interval.ms", "2000");
        // There is no other worker to wait for.
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        properties.put("session.timeout.ms", "6000");
        properties.put("heartbeat.interval.ms", "2000");
    }
}
