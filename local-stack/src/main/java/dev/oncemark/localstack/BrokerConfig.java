package dev.oncemark.localstack;

import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's settings for one node that is broker and controller: everything replicated once, few internal partitions, so
 * that it starts quickly and costs little while idle.
 */
record BrokerConfig(int port, Path data, @Nullable ProxyPorts proxyPorts) {

    private static final int NODE = 1;

    /** @param controllerPort where the controller listens; it may be another one at each start */
    Properties properties(int controllerPort) {
        Properties properties = new Properties();
        node(properties, controllerPort);
        replication(properties);
        cost(properties);
        offsetsAfterAKill(properties);
        return properties;
    }

    private void node(Properties properties, int controllerPort) {
        String controller = Ports.HOST + ":" + controllerPort;
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE));
        properties.put("controller.quorum.voters", NODE + "@" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://%s:%d,CONTROLLER://%s".formatted(Ports.HOST, port, controller));
        if (proxyPorts != null) {
            detour(properties, proxyPorts);
        }
        properties.put("log.dirs", data.toString());
        properties.put("auto.create.topics.enable", "false");
    }

    /** One listener more, for clients that are to be told of another port than the listener's. */
    private void detour(Properties properties, ProxyPorts by) {
        String direct = "PLAINTEXT://%s:%d".formatted(Ports.HOST, port);
        properties.merge(
                "listeners",
                ",DETOUR://%s:%d".formatted(Ports.HOST, by.kafkaListener()),
                (all, more) -> all + "" + more);
        properties.put("advertised.listeners", direct + ",DETOUR://" + by.bootstrapServers());
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,DETOUR:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
    }

    private static void replication(Properties properties) {
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void cost(Properties properties) {
        properties.put("num.partitions", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        // Nobody joins late here: a group need not wait for more members.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
        // A broker that was killed is taken back only when its former session has ended.
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("broker.session.timeout.ms", "4000");
    }

    /**
     * A broker that was killed (4.3.1) reads committed offsets twice when it is back, before and after its former session
     * has ended. Where the first time ends during the second, it takes what was read so far for all: old offsets, and
     * transactions that seem open. Small pieces make it notice in time that the first is void, and a short log makes
     * both quick.
     */
    private static void offsetsAfterAKill(Properties properties) {
        properties.put("offsets.load.buffer.size", String.valueOf(64 << 10));
        properties.put("offsets.topic.segment.bytes", String.valueOf(4 << 20));
    }
}
