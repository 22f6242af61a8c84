package dev.oncemark.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.streams.Workload.Repeated;
import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandMixTest {

    private final Workload workload = new Workload(10_000, 0.1, Repeated.UNIFORM, 1_000);

    private static List<CompletionRequest> requests(Workload workload) {
        List<CompletionRequest> requests = new ArrayList<>();
        new CommandMix(workload).forEachRemaining(requests::add);
        return requests;
    }

    @Test
    void shouldStrewCommandsEvenlyBetweenAllCompletions() {
        List<CompletionRequest> requests = requests(workload);

        assertThat(requests).hasSize(workload.records());
        assertThat(requests.subList(0, 5_500))
                .filteredOn(request -> request.command() != null)
                .hasSizeBetween(490, 510);
        assertThat(requests(workload)).isEqualTo(requests);
    }

    @Test
    void shouldTakeBackOnlyWhatIsCompleteAndBeginTheNextAttempt() {
        Map<String, Set<String>> complete = new HashMap<>();
        Map<String, Integer> attempts = new HashMap<>();
        int resets = 0;
        for (CompletionRequest request : requests(workload)) {
            Set<String> lessons = complete.computeIfAbsent(request.enrollmentId(), id -> new HashSet<>());
            if (request.command() instanceof Command.Reset reset) {
                resets++;
                assertThat(reset.attempt())
                        .isEqualTo(attempts.merge(request.enrollmentId(), 2, (now, first) -> now + 1));
                lessons.clear();
            } else if (request.command() != null) {
                assertThat(lessons.remove(request.lesson())).isTrue();
            } else {
                lessons.add(request.lesson());
            }
        }

        assertThat(resets).isBetween(50, 200);
        assertThat(complete.values().stream().mapToInt(Set::size).sum())
                .isEqualTo(CommandMix.completeAtTheEnd(workload).cardinality());
    }

    @Test
    void shouldLeaveEverythingCompleteWithoutCommands() {
        Workload plain = new Workload(1_000, 0.1);

        assertThat(CommandMix.completeAtTheEnd(plain).cardinality()).isEqualTo(plain.distinct());
        assertThat(requests(plain)).noneMatch(request -> request.command() != null);
    }
}
