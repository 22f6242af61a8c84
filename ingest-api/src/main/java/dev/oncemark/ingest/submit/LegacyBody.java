package dev.oncemark.ingest.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.JsonSerde;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads bodies of the old endpoint as Django REST Framework did: an object of JSON, or a form of either kind; of a field
 * that is there twice the last counts, and no body is one without fields. All in memory: bodies are small.
 */
final class LegacyBody {

    private static final String MULTIPART = "multipart/form-data";

    private LegacyBody() {}

    /**
     * The fields; those of a form are texts.
     *
     * @throws LegacyRefusal.RefusedException if it cannot be read
     */
    static JsonNode fields(@Nullable String contentType, Buffer body) {
        if (contentType == null || body.length() == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        return switch (mediaType(contentType)) {
            case "application/json" -> object(json(body));
            case "application/x-www-form-urlencoded", MULTIPART -> form(contentType, body);
            default ->
                throw LegacyRefusal.detail(415, "Unsupported media type \"" + contentType + "\" in request.")
                        .exception();
        };
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static JsonNode json(Buffer body) {
        try {
            JsonNode read = JsonSerde.MAPPER.readTree(body.getBytes());
            if (!read.isMissingNode()) {
                return read;
            }
            throw unreadable("JSON parse error - Expecting value");
        } catch (JacksonException unreadable) {
            throw unreadable("JSON parse error - " + unreadable.getOriginalMessage());
        }
    }

    private static JsonNode object(JsonNode read) {
        if (read.isObject()) {
            return read;
        }
        String problem = read.isNull()
                ? "No data provided"
                : "Invalid data. Expected a dictionary, but got " + typeName(read) + ".";
        throw LegacyRefusal.field("non_field_errors", problem).exception();
    }

    private static JsonNode form(String contentType, Buffer body) {
        var request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body.getBytes()));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        boolean isMultipart = mediaType(contentType).equals(MULTIPART);
        if (isMultipart && !HttpPostRequestDecoder.isMultipart(request)) {
            throw unreadable("Multipart form parse error - Invalid boundary in multipart: None");
        }
        HttpPostRequestDecoder decoder = null;
        try {
            decoder = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), request, UTF_8);
            return texts(decoder.getBodyHttpDatas());
        } catch (DecoderException | IOException | IllegalArgumentException unreadable) {
            throw unreadable(
                    isMultipart ? "Multipart form parse error - " + unreadable.getMessage() : "Malformed request.");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    /** Files are no fields of this endpoint. */
    private static JsonNode texts(List<InterfaceHttpData> parts) throws IOException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (InterfaceHttpData part : parts) {
            if (part instanceof Attribute field) {
                fields.put(field.getName(), field.getValue());
            }
        }
        return fields;
    }

    private static LegacyRefusal.RefusedException unreadable(String why) {
        return LegacyRefusal.detail(400, why).exception();
    }

    /** As Python names the type of what Django REST Framework makes of it. */
    static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "list";
            case OBJECT -> "dict";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int" : "float";
            case STRING -> "str";
            default -> "NoneType";
        };
    }
}
