package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A stop is nothing to be alarmed by: it is quick, and says so in one line. */
class StopTest {

    @Test
    void shouldStopWithoutAWarning() {
        RunningApi api = RunningApi.start(Map.of()).ready();
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        said.start();
        root.addAppender(said);
        long start = System.nanoTime();
        try {
            api.close();
        } finally {
            root.detachAppender(said);
        }

        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
        assertThat(List.copyOf(said.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
        assertThat(said.list).extracting(ILoggingEvent::getMessage).contains("stopped");
    }
}
