package dev.oncemark.localstack;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.localstack.process.Sleep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The one connector, by Connect's REST API: wherever that Connect runs.
 *
 * @param connect the root of the REST API
 */
public record LmsConnector(String connect) {

    /** As it is named in Connect. */
    static final String NAME = "lms-source";

    private static final Duration STOP = Duration.ofSeconds(10);

    /**
     * Gives Connect the connector's settings, unless it has just these. The connector starts by and by.
     *
     * @throws IllegalStateException if Connect refuses them; the message says why
     */
    public void register(Path json) {
        JsonNode wanted = JsonSerde.MAPPER.readTree(json.toFile());
        var present = Http.get(path("/config"));
        if (present.status() == 200 && sameSettings(present.json(), wanted)) {
            return;
        }
        demand(json.toString(), Http.put(path("/config"), wanted.toString()));
    }

    /** The states of the connector and of its tasks, such as {@code RUNNING}; empty while there are none. */
    public List<String> states() {
        var answer = Http.get(path("/status"));
        if (answer.status() != 200 || answer.json().path("tasks").isEmpty()) {
            return List.of();
        }
        List<String> states = new ArrayList<>(List.of(state(answer.json().path("connector"))));
        answer.json().path("tasks").forEach(task -> states.add(state(task)));
        return states;
    }

    /** Whether the connector and its task run. */
    public boolean isRunning() {
        return isRunning(states());
    }

    static boolean isRunning(List<String> states) {
        return states.size() > 1 && states.stream().allMatch("RUNNING"::equals);
    }

    /**
     * Lets the running connector forget how far it read: it takes its snapshot again, and then reads on.
     *
     * @throws IllegalStateException if Connect refuses; the message says why
     */
    public void takeSnapshotAgain() {
        demand("to stop", Http.put(path("/stop"), ""));
        long deadline = System.nanoTime() + STOP.toNanos();
        while (!states().isEmpty() && System.nanoTime() < deadline) {
            Sleep.of(Duration.ofMillis(50));
        }
        demand("to forget its offsets", Http.delete(path("/offsets")));
        demand("to go on", Http.put(path("/resume"), ""));
    }

    private static void demand(String what, Http.Answer answer) {
        if (answer.status() < 200 || answer.status() >= 300) {
            throw new IllegalStateException("Connect refused %s: %s".formatted(what, answer.body()));
        }
    }

    private String path(String end) {
        return connect + "/connectors/" + NAME + end;
    }

    private static boolean sameSettings(JsonNode present, JsonNode wanted) {
        Map<?, ?> settings = JsonSerde.MAPPER.convertValue(present, Map.class);
        settings.remove("name");
        return settings.equals(JsonSerde.MAPPER.convertValue(wanted, Map.class));
    }

    private static String state(JsonNode part) {
        return part.path("state").asString("");
    }
}
