package dev.oncemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchMainTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "sreams", "streams --speed 9", "streams --rounds 0", "all --json x", "all --speed 9"})
    void shouldEndWithTwoWhereItIsCalledWrongly(String line) {
        assertThat(BenchMain.run(line.isEmpty() ? List.of() : List.of(line.split(" ", -1))))
                .isEqualTo(2);
    }

    @Test
    void shouldListEverySuiteAndItsOptions() {
        assertThat(BenchMain.run(List.of("--help"))).isZero();
        for (Suite suite : Suites.ALL) {
            assertThat(Suites.usage()).contains("\n" + suite.name()).contains(suite.help());
            suite.options().forEach(option -> assertThat(Suites.usage()).contains(option.name()));
        }
    }

    @Test
    void shouldCallEachSuiteByAnotherName() {
        assertThat(Suites.ALL).extracting(Suite::name).doesNotHaveDuplicates().doesNotContain("all");
    }
}
