package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command.Revoke;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.streams.decision.Decisions;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request costs the stores (docs/design.md, section 5): one read, and one write if it was accepted. */
class StoreCostTest {

    private final KeptStores kept = new KeptStores();
    private final TestedTopology tested = new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, kept.stores());

    @BeforeEach
    void enroll() {
        tested.publish("c", "l1", "l2", "l3").enroll("e", "u", "c", "active");
        tested.ask("e", "l3");
        tested.results();
        kept.reads.set(0);
        kept.writes.set(0);
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private void assertCost(int reads, int writes) {
        assertThat(kept.reads).hasValue(reads);
        assertThat(kept.writes).hasValue(writes);
    }

    @Test
    void shouldReadOnceAndWriteOnceForAnAcceptedRequest() {
        tested.ask("e", "l1");
        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
        assertCost(1, 1);
    }

    @Test
    void shouldWriteOnceAlsoWhereTheRequestCompletesTheCourse() {
        tested.ask("e", "l1");
        tested.ask("e", "l2");
        assertThat(tested.completions()).hasSize(1);
        assertCost(2, 2);
    }

    @Test
    void shouldWriteNothingForARejectedRequest() {
        tested.ask("e", "l3");
        assertThat(tested.result().status()).isEqualTo(Status.REJECTED);
        assertCost(1, 0);
    }

    @Test
    void shouldWriteNothingForAReplayedRequest() {
        UUID id = tested.ask("e", "l1");
        tested.ask("e", "l1", id, null);
        assertThat(tested.results())
                .extracting(CompletionResult::status)
                .containsExactly(Status.ACCEPTED, Status.REPLAYED);
        assertCost(2, 1);
    }

    @Test
    void shouldWriteOnlyThatItWaitsForAParkedRequest() {
        tested.ask("e", "not yet");
        assertThat(tested.results()).isEmpty();
        assertCost(1, 1);
    }

    @Test
    void shouldReadOnceAndWriteOnceForACommand() {
        tested.command("e", new Revoke("l3", "MISTAKE", null));
        assertThat(tested.result().status()).isEqualTo(Status.REVOKED);
        assertCost(1, 1);
        tested.ask("e", "l3");
        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
        assertCost(2, 2);
    }
}
