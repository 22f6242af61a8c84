package dev.oncemark.chaos.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultOrderTest {

    private static final Basis BASIS = new Basis(Instant.EPOCH, "c", "u", 1L);
    private static final Command REVOKE = new Command.Revoke("l1", "MISTAKE", null);
    private static final Command RESET = new Command.Reset(2, true, "AGAIN");

    private final ResultOrder order = new ResultOrder();

    private static Subject subject(@Nullable String lesson, long offset) {
        return new Subject(
                new UUID(0, offset), "e", lesson, Instant.EPOCH, new RecordPosition("completion-requests", 0, offset));
    }

    private static CompletionResult accepted(String lesson, long offset, long sequence) {
        return CompletionResult.accepted(subject(lesson, offset), BASIS, sequence, null);
    }

    private static CompletionResult rejected(String lesson, long offset) {
        return CompletionResult.rejected(subject(lesson, offset), BASIS, Reason.ALREADY_COMPLETED);
    }

    private static CompletionResult revoked(long offset, long sequence) {
        return CompletionResult.revoked(subject("l1", offset), BASIS, sequence, null, null, null)
                .of(REVOKE, "admin");
    }

    private static CompletionResult reset(long offset, long sequence) {
        return CompletionResult.reset(subject(null, offset), BASIS, sequence, null)
                .of(RESET, "admin");
    }

    private List<String> problems(CompletionResult... results) {
        return Stream.of(results)
                .flatMap(result -> order.problems(result).stream())
                .toList();
    }

    @Test
    void shouldLetALessonBeAcceptedAgainAfterItWasTakenBack() {
        assertThat(problems(accepted("l1", 0, 1), revoked(1, 2), accepted("l1", 2, 3), reset(3, 4)))
                .isEmpty();
        assertThat(problems(accepted("l1", 4, 5))).isEmpty();
    }

    @Test
    void shouldFindASecondAcceptanceAndATakeBackOfNothing() {
        assertThat(problems(accepted("l1", 0, 1), accepted("l1", 1, 2)))
                .singleElement()
                .asString()
                .contains("accepted twice");
        assertThat(problems(revoked(2, 3))).isEmpty();
        assertThat(problems(revoked(3, 4))).singleElement().asString().contains("not complete");
    }

    @Test
    void shouldFindAGapInTheChanges() {
        assertThat(problems(accepted("l1", 0, 1), revoked(1, 3)))
                .singleElement()
                .asString()
                .contains("sequence 3, not 2");
    }

    @Test
    void shouldLetLessonsOvertakeEachOtherButNoLessonItself() {
        assertThat(problems(accepted("l2", 5, 1), accepted("l1", 4, 2))).isEmpty();
        assertThat(problems(rejected("l1", 3))).singleElement().asString().contains("after that of offset 4");
    }

    @Test
    void shouldLetNothingOvertakeACommand() {
        assertThat(problems(accepted("l1", 4, 1), revoked(5, 2))).isEmpty();
        assertThat(problems(accepted("l2", 3, 3)))
                .as("was before the command")
                .singleElement()
                .asString()
                .contains("after that of offset 5");
        assertThat(problems(accepted("l3", 9, 4), reset(8, 5)))
                .as("was behind the command")
                .singleElement()
                .asString()
                .contains("after that of offset 9");
    }
}
