package dev.oncemark.localstack;

import java.util.Map;
import java.util.TreeMap;

/** PostgreSQL's own settings: logical replication for Debezium, and a modest place on the machine. */
final class PostgresSettings {

    private PostgresSettings() {}

    static Map<String, String> all(int port) {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("listen_addresses", Ports.HOST),
                Map.entry("port", String.valueOf(port)),
                // No file outside of the data directory, and no socket that other users could reach.
                Map.entry("unix_socket_directories", ""),
                Map.entry("dynamic_shared_memory_type", "mmap"),
                Map.entry("wal_level", "logical"),
                Map.entry("max_connections", "60"),
                Map.entry("max_worker_processes", "4"),
                Map.entry("max_parallel_workers", "2"),
                Map.entry("jit", "off"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                // A reader of the log that does not confirm what it read must not hold up a stop.
                Map.entry("wal_sender_timeout", "10s")));
    }
}
