package dev.oncemark.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Values as JSON in UTF-8, one serde for every record. Absent fields are left out; a writer may be newer than its
 * readers: they ignore fields that they do not know, and read an unknown status, reason or origin as the enumeration's
 * default. No class name is ever on the wire.
 */
public final class JsonSerde<T> implements Serde<T>, Serializer<T>, Deserializer<T> {

    /** Writes instants as RFC 3339 text; leaves out nulls; forgives unknown fields and values when reading. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(included -> included.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new SimpleModule()
                    .addSerializer(new InstantText.JsonSerializer())
                    .addDeserializer(Instant.class, new InstantText.JsonDeserializer()))
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final tools.jackson.databind.ObjectReader reader;
    private final tools.jackson.databind.ObjectWriter writer;

    private JsonSerde(Class<T> type) {
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    public static <T> JsonSerde<T> of(Class<T> type) {
        return new JsonSerde<>(type);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        return value == null ? null : writer.writeValueAsBytes(value);
    }

    /** @throws SerializationException if the bytes are not JSON of this type; the message says what is wrong */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return reader.readValue(bytes);
        } catch (JacksonException unreadable) {
            throw new SerializationException(
                    "unreadable value in topic " + topic + ": " + unreadable.getOriginalMessage(), unreadable);
        }
    }

    /**
     * The value that these bytes are.
     *
     * @throws SerializationException if they are not JSON of this type, or are JSON's null; the message says what is
     *     wrong
     */
    public T read(String topic, byte[] bytes) {
        T value = deserialize(topic, bytes);
        if (value == null) {
            throw new SerializationException("unreadable value in topic " + topic + ": it is null");
        }
        return value;
    }

    @Override
    public Serializer<T> serializer() {
        return this;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this;
    }

    @Override
    public void configure(java.util.Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}
}
