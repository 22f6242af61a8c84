package dev.oncemark.ingest;

import dev.oncemark.contracts.JsonSerde;
import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** An answer as a client got it. */
public record Answered(int status, HttpHeaders headers, String bodyText) {

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public String contentType() {
        return header("content-type");
    }

    public JsonNode json() {
        return JsonSerde.MAPPER.readTree(bodyText);
    }

    /** The text of a field of the body, empty where it has none. */
    public String text(String field) {
        return json().path(field).asString("");
    }
}
