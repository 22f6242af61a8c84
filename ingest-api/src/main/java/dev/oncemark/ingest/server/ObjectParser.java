package dev.oncemark.ingest.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Parses bodies that have to be one JSON object, each within bounds. */
final class ObjectParser {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_NAME = 256;
    private static final int MAX_TEXT = 1 << 16;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_NUMBER = 32;
    /** As deep as what is passed over may be; each level takes memory. */
    private static final int MAX_DEPTH_OF_ODD = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    /** For bodies over one of those bounds: what is over it is named, or its item is. Names are not kept in a table. */
    private static final JsonFactory FACTORY_OF_ODD = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH_OF_ODD)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ObjectParser() {}

    /** Reads one object: from its first token, which is there, to its last. */
    interface Reading<T> {
        T read(JsonParser parser);
    }

    /** What {@code reading} makes of the body; fails with a {@link Problem.ProblemException} where it is no JSON object. */
    static <T> T read(Buffer body, Reading<T> reading) {
        if (body.length() == 0) {
            throw Problems.unreadableJson("the body is empty").exception();
        }
        byte[] bytes = body.getBytes();
        try {
            return read(FACTORY.createParser(ObjectReadContext.empty(), bytes), reading);
        } catch (StreamConstraintsException overABound) {
            return readOdd(bytes, reading);
        } catch (JacksonException unreadable) {
            throw Problems.unreadableJson(unreadable.getOriginalMessage()).exception();
        }
    }

    private static <T> T readOdd(byte[] body, Reading<T> reading) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            String json = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            return read(FACTORY_OF_ODD.createParser(ObjectReadContext.empty(), json), reading);
        } catch (CharacterCodingException unreadable) {
            throw Problems.unreadableJson("the body is not in UTF-8").exception();
        } catch (JacksonException unreadable) {
            throw Problems.unreadableJson(unreadable.getOriginalMessage()).exception();
        }
    }

    private static <T> T read(JsonParser parser, Reading<T> reading) {
        try (parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Problems.unreadableJson("the body has to be an object").exception();
            }
            T read = reading.read(parser);
            if (parser.nextToken() != null) {
                throw Problems.unreadableJson("something follows the object").exception();
            }
            return read;
        }
    }
}
