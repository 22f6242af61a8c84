package dev.oncemark.ingest.results;

import dev.oncemark.contracts.Topics;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Values as they are; of requests nothing, since their headers say all that is wanted of them. */
final class ResultValueDeserializer implements Deserializer<byte[]> {

    private static final String REQUESTS = Topics.COMPLETION_REQUESTS.name();
    private static final byte[] NOT_READ = {};

    /** Keys are in the values, too. */
    static final class NoKey implements Deserializer<String> {

        @Override
        public String deserialize(String topic, byte[] key) {
            return "";
        }

        @Override
        public String deserialize(String topic, Headers headers, ByteBuffer key) {
            return "";
        }
    }

    @Override
    public byte[] deserialize(String topic, byte[] value) {
        return topic.equals(REQUESTS) ? NOT_READ : value;
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, ByteBuffer value) {
        if (topic.equals(REQUESTS)) {
            return NOT_READ;
        }
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }
}
