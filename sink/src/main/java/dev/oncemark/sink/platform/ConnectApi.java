package dev.oncemark.sink.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.platform.Check;
import dev.oncemark.platform.ConnectorSettings;
import dev.oncemark.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One connector, by Kafka Connect's REST API.
 *
 * @param url the root of the API
 * @param connector the connector's name in Connect
 */
record ConnectApi(URI url, String connector) {

    private static final int MILLIS = 5_000;
    private static final int NOT_FOUND = 404;
    private static final int MAX_REASON = 300;

    /**
     * The connector's settings; null if there is no such connector.
     *
     * @throws IOException if Connect does not answer
     */
    @Nullable
    ConnectorSettings settings() throws IOException {
        JsonNode answer = get("");
        if (answer == null) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        answer.path("config")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString("")));
        return new ConnectorSettings(values);
    }

    /** @throws IOException if Connect does not answer */
    List<Problem> problems() throws IOException {
        JsonNode status = get("/status");
        if (status == null) {
            return List.of(new Problem(
                    Check.CONNECTOR_MISSING, connector, "Kafka Connect has no such connector: nothing is read"));
        }
        List<Problem> problems = new ArrayList<>();
        addFailure(problems, "the connector", status.path("connector"));
        status.path("tasks")
                .forEach(task -> addFailure(problems, "task " + task.path("id").asString(""), task));
        return problems;
    }

    private void addFailure(List<Problem> problems, String part, JsonNode state) {
        if (state.path("state").asString("").equals("FAILED")) {
            String reason = "%s has failed: %s"
                    .formatted(part, reason(state.path("trace").asString("")));
            problems.add(new Problem(Check.CONNECTOR_FAILED, connector, reason));
        }
    }

    /** Of a stack trace the innermost cause, which says most. */
    private static String reason(String trace) {
        String reason = trace.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((earlier, later) -> later)
                .orElse(trace.lines().findFirst().orElse("no reason given"));
        return reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason;
    }

    private @Nullable JsonNode get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(url + "/connectors/" + connector + path).toURL().openConnection();
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        int status = connection.getResponseCode();
        if (status == NOT_FOUND) {
            return null;
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("it answers " + status);
        }
        try (InputStream body = connection.getInputStream()) {
            return JsonSerde.MAPPER.readTree(new String(body.readAllBytes(), UTF_8));
        } catch (JacksonException unreadable) {
            throw new IOException("it does not answer with JSON", unreadable);
        }
    }
}
