package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ConsumerFetchCounterTest {

    private final ConsumerFetchCounter fetches = new ConsumerFetchCounter();

    private record Total(MetricName metricName, Object metricValue) implements Metric {}

    @Test
    void shouldCountTheFetchesOfTheThreadsOwnConsumer() throws InterruptedException {
        fetches.of(() ->
                Map.of(name("one-consumer"), total("one-consumer", 5), name("two-consumer"), total("two-consumer", 7)));

        assertThat(countIn("two")).isEqualTo(7);
        assertThat(countIn("one")).isEqualTo(5);
    }

    @Test
    void shouldCountAnewForAThreadThatReplacesOneOfTheSameName() throws InterruptedException {
        fetches.of(() -> Map.of(name("one-consumer"), total("one-consumer", 5)));
        assertThat(countIn("one")).isEqualTo(5);

        fetches.of(() -> Map.of(name("one-consumer"), total("one-consumer", 2)));
        assertThat(countIn("one")).isEqualTo(2);
    }

    @Test
    void shouldTakeAConsumerThatDoesNotCountForOneThatIsAnswered() throws InterruptedException {
        assertThat(countIn("one")).isNotEqualTo(countIn("one"));
    }

    private long countIn(String threadName) throws InterruptedException {
        List<Long> counted = new ArrayList<>();
        Thread thread = new Thread(() -> counted.add(fetches.count()), threadName);
        thread.start();
        thread.join();
        return counted.get(0);
    }

    private static Metric total(String client, double value) {
        return new Total(name(client), value);
    }

    private static MetricName name(String client) {
        return new MetricName("fetch-total", "consumer-fetch-manager-metrics", "", Map.of("client-id", client));
    }
}
