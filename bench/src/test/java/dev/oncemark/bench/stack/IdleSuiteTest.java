package dev.oncemark.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleSuiteTest {

    @ParameterizedTest
    @CsvSource({
        "/jdk/bin/java -Doncemark.part=/data/stack-1/kafka -Xmx384m kafka.Kafka, kafka",
        "/jdk/bin/java -Doncemark.part=/data/ingest-api, ingest-api",
        "/bin/postgres -D /data/stack-1/postgres/data, postgres",
        "postgres: oncemark_sink oncemark 127.0.0.1(66) idle, postgres"
    })
    void shouldTellPartsByTheirCommandLines(String commandLine, String part) {
        assertThat(IdleSuite.partOf(commandLine)).isEqualTo(part);
    }
}
