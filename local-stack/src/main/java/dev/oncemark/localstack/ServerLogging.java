package dev.oncemark.localstack;

import java.util.Map;

/** How the processes that this module runs write their logs: one line a message, warnings only unless they matter. */
final class ServerLogging {

    static final Map<String, String> PROPERTIES = Map.of(
            "org.slf4j.simpleLogger.logFile", "System.out",
            "org.slf4j.simpleLogger.showDateTime", "true",
            "org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "org.slf4j.simpleLogger.showShortLogName", "true",
            "org.slf4j.simpleLogger.defaultLogLevel", "warn",
            "org.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer", "info",
            "org.slf4j.simpleLogger.log.io.debezium.connector", "info",
            "org.slf4j.simpleLogger.log.org.apache.kafka.connect.runtime.Worker", "info");

    private ServerLogging() {}
}
