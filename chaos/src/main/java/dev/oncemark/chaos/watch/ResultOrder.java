package dev.oncemark.chaos.watch;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of one enrollment's results, as they come out of the topic: those about one lesson in the order of their
 * requests, a command's after all before it and before all behind it; changes counted from 1 without a gap; a lesson
 * accepted again only after it was taken back.
 */
final class ResultOrder {

    private static final long NONE = -1;

    private final Map<String, Long> offsets = new HashMap<>();
    private final Set<String> complete = new HashSet<>();
    private long highest = NONE;
    private long barrier = NONE;
    private long sequence;

    /** What is wrong with this one after those before it. */
    List<String> problems(CompletionResult result) {
        List<String> problems = new ArrayList<>();
        if (result.origin() == Origin.API) {
            order(result, problems);
        }
        if (isChange(result.status())) {
            change(result, problems);
        }
        return problems;
    }

    private void order(CompletionResult result, List<String> problems) {
        long offset = result.inOffset();
        String lesson = Objects.requireNonNullElse(result.lessonId(), "");
        long before = result.command() == null ? Math.max(barrier, offsets.getOrDefault(lesson, NONE)) : highest;
        if (before > offset) {
            problems.add("the result of %s comes after that of offset %d".formatted(result.position(), before));
        }
        offsets.merge(lesson, offset, Math::max);
        highest = Math.max(highest, offset);
        if (result.command() != null) {
            barrier = Math.max(barrier, offset);
        }
    }

    private static boolean isChange(Status status) {
        return status == Status.ACCEPTED || status == Status.REVOKED || status == Status.RESET;
    }

    private void change(CompletionResult result, List<String> problems) {
        sequence++;
        if (!Objects.equals(result.sequence(), sequence)) {
            problems.add("%s has sequence %s, not %d".formatted(result.position(), result.sequence(), sequence));
        }
        String problem = lessonProblem(result);
        if (problem != null) {
            problems.add(problem + ": " + result.position() + " of " + result.enrollmentId());
        }
    }

    private @Nullable String lessonProblem(CompletionResult result) {
        return switch (result.status()) {
            case ACCEPTED -> complete.add(result.lesson()) ? null : "accepted twice";
            case REVOKED -> complete.remove(result.lesson()) ? null : "taken back though it was not complete";
            case RESET -> {
                complete.clear();
                yield null;
            }
            case REJECTED, REPLAYED -> null;
        };
    }
}
