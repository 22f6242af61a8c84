package dev.oncemark.sink;

import com.zaxxer.hikari.HikariDataSource;
import dev.oncemark.sink.listener.Consumers;
import dev.oncemark.sink.listener.DeadLetterTopics;
import dev.oncemark.sink.listener.KafkaSettings;
import dev.oncemark.sink.listener.SinkMeters;
import dev.oncemark.sink.postgres.Connections;
import dev.oncemark.sink.postgres.Progress;
import dev.oncemark.sink.postgres.ReplicationSlots;
import dev.oncemark.sink.postgres.Schema;
import dev.oncemark.sink.settings.SinkSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** How the parts are put together. */
@Configuration(proxyBeanMethods = false)
class SinkWiring {

    @Bean
    HikariDataSource connections(SinkSettings settings) {
        return Connections.pool(settings.postgres(), settings.sink().threads());
    }

    @Bean
    @Lazy(false)
    ReplicationSlots replicationSlots(HikariDataSource connections, MeterRegistry meters) {
        return new ReplicationSlots(connections, meters);
    }

    @Bean
    DeadLetterTopics deadLetterTopics(SinkSettings settings) {
        return new DeadLetterTopics(KafkaSettings.deadLetterProducer(settings));
    }

    @Bean
    @Lazy(false)
    Consumers consumers(
            SinkSettings settings,
            HikariDataSource connections,
            DeadLetterTopics deadLetters,
            MeterRegistry meters,
            ApplicationContext app) {
        Progress progress = new Progress(connections);
        Schema schema = new Schema(settings.postgres());
        return new Consumers(
                settings,
                progress,
                deadLetters,
                new SinkMeters(meters),
                () -> {
                    schema.migrateOnce();
                    progress.tryToWrite();
                },
                () -> exit(app));
    }

    @Bean
    HealthIndicator postgres(Consumers consumers) {
        return () -> {
            String reason = consumers.pauseReason();
            return reason == null
                    ? Health.up().build()
                    : Health.down().withDetail("reason", reason).build();
        };
    }

    @Bean
    HealthIndicator kafka(Consumers consumers) {
        return () -> {
            List<String> troubles = consumers.kafkaTroubles();
            return troubles.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetail("reasons", troubles).build();
        };
    }

    /** A sink that has lost a consumer for good ends, so that whoever supervises it starts it anew. */
    private static void exit(ApplicationContext app) {
        new Thread(() -> System.exit(SpringApplication.exit(app, () -> 1)), "exit").start();
    }
}
