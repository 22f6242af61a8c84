package dev.oncemark.ingest.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultPartitionsTest {

    private final ResultPartitions partitions = new ResultPartitions();

    @Test
    void shouldKnowNothingBeforeTheTopicWasSeen() {
        assertThat(partitions.of("enrollment")).isNull();
        assertThat(partitions.latest(0)).isNull();
    }

    @Test
    void shouldKnowHowFarEachPartitionWasRead() {
        partitions.partitionCount(4);
        partitions.read(2, 17);
        partitions.partitionCount(4);

        assertThat(partitions.latest(2)).isEqualTo(17);
        assertThat(partitions.latest(1)).isNull();
    }

    /** What kafka-clients' own partitioner answers for these keys and 4 partitions. */
    @Test
    void shouldFindAPartitionAsProducersDo() {
        partitions.partitionCount(4);
        for (String id : new String[] {"enrollment", "e-1", "ü"}) {
            byte[] key = id.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            int expected = org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(key, 4);
            assertThat(partitions.of(id)).isEqualTo(expected);
        }
    }
}
