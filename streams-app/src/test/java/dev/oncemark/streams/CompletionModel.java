package dev.oncemark.streams;

import dev.oncemark.contracts.Ids;
import dev.oncemark.streams.EnrollmentModel.Acceptance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one enrollment's course, in the reference model: its completions, which of them stands, and what was told
 * of that.
 */
final class CompletionModel {

    /** When a lesson was completed: at that time, or else when that completion was, which the decision's clock may say. */
    private record When(@Nullable Instant at, int completion) {}

    private final EnrollmentModel enrollment;

    /** The times of the lessons that were required, of each completion. */
    private final List<List<When>> completions = new ArrayList<>();

    private final Map<String, When> times = new HashMap<>();

    private boolean stands;

    /** The course that is complete in this attempt. */
    private @Nullable String completeIn;

    /** The course whose completion ended since it required more. */
    private @Nullable String reopened;

    private final Set<String> sinceReopened = new HashSet<>();
    private final Set<String> flagged = new HashSet<>();

    /** What made everything complete while nobody could be told. */
    private @Nullable String completedBy;

    final List<String> told = new ArrayList<>();
    final List<String> changes = new ArrayList<>();

    CompletionModel(EnrollmentModel enrollment) {
        this.enrollment = enrollment;
    }

    void accepted(Acceptance acceptance) {
        times.put(acceptance.lesson(), new When(acceptance.at(), 0));
        sinceReopened.add(acceptance.lesson());
        flagged.remove(acceptance.lesson());
    }

    /** An acceptance by {@code origin} was told: it is what made everything complete, if everything is. */
    void note(CatalogModel.Course course, String lesson, String origin) {
        if (completeIn == null
                && course.mayBeCompleted()
                && course.required().contains(lesson)
                && missing(course).isEmpty()) {
            completedBy = origin;
        }
    }

    void moved() {
        completedBy = null;
    }

    private List<String> missing(CatalogModel.Course course) {
        return course.required().stream()
                .filter(lesson -> !enrollment.completed.containsKey(lesson))
                .toList();
    }

    /** Looks at the course as it is now. */
    void evaluate(CatalogModel.@Nullable Course course) {
        if (completeIn == null && (course == null || !isAllComplete(course))) {
            completedBy = null;
        }
        // A course that requires nothing completes nobody, so its policy rests, too.
        if (course == null || !course.completes() || course.required().isEmpty() || !enrollment.unreadable.isEmpty()) {
            return;
        }
        if (completeIn == null && isAllComplete(course)) {
            complete(course);
        } else if (completeIn != null && completeIn.equals(enrollment.course)) {
            late(course, missing(course));
        }
    }

    private boolean isAllComplete(CatalogModel.Course course) {
        return course.mayBeCompleted()
                && !course.required().isEmpty()
                && missing(course).isEmpty();
    }

    private void complete(CatalogModel.Course course) {
        boolean isAsBefore = Objects.equals(reopened, enrollment.course)
                && course.required().stream().noneMatch(sinceReopened::contains);
        completeIn = enrollment.course;
        reopened = null;
        stands = true;
        if (isAsBefore) {
            tell("RESTORED", "CATALOG", null, List.of());
        } else {
            List<When> latest = new ArrayList<>();
            course.required().forEach(lesson -> latest.add(Objects.requireNonNull(times.get(lesson))));
            completions.add(latest);
            String origin = Objects.requireNonNullElse(completedBy, "CATALOG");
            told.add(new Line()
                    .with("course", enrollment.course)
                    .with("learner", enrollment.learner)
                    .with("completion", completions.size())
                    .with("attempt", enrollment.attempt)
                    .with("origin", origin)
                    .with("required", course.required().size())
                    .with("sequence", enrollment.sequence)
                    .with("imported", origin.equals("IMPORT"))
                    .with("event", Ids.eventIdOfCourseCompletion(enrollment.id, completions.size()))
                    .toString());
        }
        completedBy = null;
        flagged.clear();
    }

    private void late(CatalogModel.Course course, List<String> missing) {
        if (course.policy().equals("reopen") && !missing.isEmpty()) {
            String was = completeIn;
            end();
            reopened = was;
            sinceReopened.clear();
            tell("REOPENED", "CATALOG", null, missing);
        }
        if (course.policy().equals("flag") && !flagged.equals(Set.copyOf(missing))) {
            flagged.clear();
            flagged.addAll(missing);
            if (!missing.isEmpty()) {
                tell("CONTENT_CHANGED", "CATALOG", null, missing);
            }
        }
    }

    /** Ends the completion of this attempt. Of lessons that are not among the latest it is not known any more when they were. */
    private void end() {
        When then = new When(null, completions.size());
        enrollment.completed.keySet().forEach(lesson -> {
            Acceptance latest = enrollment.recent(lesson);
            times.put(lesson, latest == null ? then : new When(latest.at(), 0));
        });
        completeIn = null;
        stands = false;
        reopened = null;
        flagged.clear();
    }

    /** The lesson is not complete any more; returns the number of the completion that ended with it, or null. */
    @Nullable
    Integer revoked(CatalogModel.@Nullable Course course, String lesson, Line command) {
        if (completeIn == null
                || course == null
                || !course.isKnown()
                || !course.isPresent()
                || !course.required().contains(lesson)) {
            return null;
        }
        end();
        tell("REVOKED", "REVOKE", command, missing(course));
        return completions.size();
    }

    /** Another attempt began; returns the number of the completion that ended with the one before, or null. */
    @Nullable
    Integer reset(boolean keep, Line command) {
        boolean stood = stands;
        stands = stood && keep;
        completeIn = null;
        reopened = null;
        completedBy = null;
        flagged.clear();
        times.clear();
        if (stood) {
            tell(keep ? "ATTEMPT_STARTED" : "REVOKED", "RESET", command, List.of());
        }
        return stood && !keep ? completions.size() : null;
    }

    private void tell(String change, String cause, @Nullable Line command, List<String> missing) {
        changes.add((command == null ? new Line() : command)
                .with("change", change)
                .with("course", enrollment.course)
                .with("learner", enrollment.learner)
                .with("completion", completions.size())
                .with("attempt", enrollment.attempt)
                .with("sequence", enrollment.sequence)
                .with("cause", cause)
                .with("missing", missing.isEmpty() ? null : missing.size())
                .with("lessons", missing.isEmpty() ? null : missing)
                .toString());
    }

    /** When the completion was, if it and those before it were decided at these times: never later than that. */
    Instant date(int number, List<Instant> decidedAt) {
        Instant decided = decidedAt.get(number - 1);
        Instant latest = completions.get(number - 1).stream()
                .map(when -> when.at() != null ? when.at() : date(when.completion(), decidedAt))
                .max(Instant::compareTo)
                .orElseThrow();
        return latest.isAfter(decided) ? decided : latest;
    }
}
