package dev.oncemark.localstack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The three apps of a stack and how each is set up for it.
 *
 * @param publicKey of the key that the stack's own tokens are signed with
 */
record StackApps(Path home, ListenerPorts ports, String bootstrapServers, String jdbcUrl, Path publicKey) {

    private static final String PUBLIC_KEY = "ONCEMARK_AUTH_PUBLIC_KEY_FILE";
    private static final String COMMANDS = "ONCEMARK_COMMANDS_ENABLED";
    private static final String SETTLE = "ONCEMARK_CATALOG_SETTLE";
    private static final int HEAP_MIB = 128;
    private static final int API_HEAP_MIB = 192;
    private static final int STREAMS_HEAP_MIB = 192;

    App ingestApi() {
        Map<String, String> settings = new HashMap<>(database("oncemark_api"));
        // Unless the environment names another.
        if (!System.getenv().containsKey("ONCEMARK_AUTH_JWKS_URL")) {
            settings.put(PUBLIC_KEY, System.getenv().getOrDefault(PUBLIC_KEY, publicKey.toString()));
        }
        // All apps are of one version here; the environment may say otherwise.
        settings.put(COMMANDS, System.getenv().getOrDefault(COMMANDS, "true"));
        return app(Listener.API, API_HEAP_MIB, settings);
    }

    App streamsApp() {
        Path state = home.toAbsolutePath().normalize().resolve("streams-app/state");
        return app(
                Listener.STREAMS,
                STREAMS_HEAP_MIB,
                Map.of("ONCEMARK_STREAMS_STATE_DIR", state.toString(), SETTLE, settle()));
    }

    /** Who tries it out does not wait a minute for the end of a course; the environment may say otherwise. */
    private static String settle() {
        return System.getenv().getOrDefault(SETTLE, "5s");
    }

    /** With a name and a state of its own; it shares the tasks with the first. */
    App anotherStreamsApp(int port) {
        String name = second(Listener.STREAMS);
        Path state = home.toAbsolutePath().normalize().resolve(name + "/state");
        return streamsApp()
                .another(ProcessFiles.inStack(home, name), port)
                .with("ONCEMARK_STREAMS_STATE_DIR", state.toString())
                .with("ONCEMARK_STREAMS_GROUP_INSTANCE_ID", name);
    }

    /** It shares the partitions with the first. */
    App anotherSink(int port) {
        String name = second(Listener.SINK);
        return sink().another(ProcessFiles.inStack(home, name), port).with("ONCEMARK_KAFKA_GROUP_INSTANCE_ID", name);
    }

    App anotherIngestApi(int port) {
        return ingestApi().another(ProcessFiles.inStack(home, second(Listener.API)), port);
    }

    private static String second(Listener listener) {
        return listener.part() + "-2";
    }

    App sink() {
        Map<String, String> settings = new HashMap<>(database("oncemark_sink"));
        settings.put("ONCEMARK_CONNECT_URL", "http://%s:%d".formatted(Ports.HOST, ports.port(Listener.CONNECT)));
        settings.put("ONCEMARK_PLATFORM_URL", jdbcUrl);
        // One that was killed has its partitions back when it is there again, not when its session is over.
        settings.put("ONCEMARK_KAFKA_GROUP_INSTANCE_ID", Listener.SINK.part() + "-1");
        return app(Listener.SINK, HEAP_MIB, settings);
    }

    private App app(Listener listener, int heapMiB, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        return new App(
                listener.part(), ProcessFiles.inStack(home, listener.part()), ports.port(listener), heapMiB, all);
    }

    private Map<String, String> database(String role) {
        return Map.of(
                "ONCEMARK_POSTGRES_URL",
                jdbcUrl,
                "ONCEMARK_POSTGRES_USER",
                role,
                "ONCEMARK_POSTGRES_PASSWORD",
                "trusted");
    }
}
