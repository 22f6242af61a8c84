package dev.oncemark.verify.check;

import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.verify.check.Told.Completed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an enrollment's course stands after some of its accepted changes and of what was told. */
final class CourseState {

    /** A change that a command owes: it comes with the command, before anything else. */
    record Owed(Change change, int number, Decided by) {}

    /** The lessons that were missing when that was told last. */
    private record Flag(Set<String> lessons, long catalogVersion, long sequence) {}

    private final Map<String, Decided> standing = new HashMap<>();
    private int attempt = 1;
    private long sequence;
    private @Nullable Completed latest;
    private int number;
    private boolean complete;
    private boolean stands;
    private @Nullable Long reopenedAt;
    private @Nullable Flag flag;
    private @Nullable Owed owed;

    /** The lessons that are complete, each with the acceptance that it is complete by. */
    Map<String, Decided> standing() {
        return standing;
    }

    /** The attempt that is under way. */
    int attempt() {
        return attempt;
    }

    /** How many changes were accepted by the latest of what is known. */
    long sequence() {
        return sequence;
    }

    void passed(long accepted) {
        sequence = Math.max(sequence, accepted);
    }

    /** The latest completion, or null. */
    @Nullable
    Completed latest() {
        return latest;
    }

    /** The number of the latest completion, 0 before the first. */
    int number() {
        return number;
    }

    /** Whether the course is complete in the attempt that is under way. */
    boolean isComplete() {
        return complete;
    }

    /** Whether the latest completion stands, be it of the attempt before. */
    boolean stands() {
        return stands;
    }

    /** Whether the latest completion ended because the course required more. */
    boolean isReopened() {
        return reopenedAt != null;
    }

    void completed(Completed completion) {
        latest = completion;
        number = completion.number();
        complete = true;
        stands = true;
        reopenedAt = null;
        flag = null;
    }

    /** A command took back what the completion needs. */
    void revoked() {
        complete = false;
        stands = false;
        flag = null;
    }

    /** Another attempt began. */
    void began(int next, boolean keepsCompletion) {
        attempt = next;
        standing.clear();
        complete = false;
        stands = stands && keepsCompletion;
        reopenedAt = null;
        flag = null;
    }

    void reopened() {
        complete = false;
        stands = false;
        reopenedAt = sequence;
        flag = null;
    }

    void restored() {
        complete = true;
        stands = true;
        reopenedAt = null;
    }

    void owe(@Nullable Owed change) {
        owed = change;
    }

    /** What the latest command owes still, or null. */
    @Nullable
    Owed owed() {
        return owed;
    }

    /** The lessons that the outline requires and that are not complete, in the course's order. */
    List<String> missing(OutlineVersion outline) {
        return outline.outline().lessons().stream()
                .filter(Lesson::required)
                .map(Lesson::lessonId)
                .filter(lesson -> !standing.containsKey(lesson))
                .toList();
    }

    /**
     * Whether one of the lessons that the outline requires was completed since the course was reopened; a course to which the
     * enrollment moved meanwhile was never completed before.
     */
    boolean isCompletedAnew(OutlineVersion outline) {
        Long since = reopenedAt;
        return since == null
                || latest == null
                || !latest.completion().courseId().equals(outline.outline().courseId())
                || outline.required().stream()
                        .map(standing::get)
                        .anyMatch(decided -> decided != null && decided.sequence() > since);
    }

    /** Whether all of it was told to be missing. */
    boolean isFlagged(List<String> lessons) {
        return flag != null && flag.lessons().containsAll(lessons);
    }

    void flagged(List<String> lessons, long catalogVersion) {
        flag = new Flag(Set.copyOf(lessons), catalogVersion, sequence);
    }

    /** The version with which the very same was told before, while nothing else was accepted; null if it was not. */
    @Nullable
    Long flaggedWith(List<String> lessons) {
        return flag != null && flag.sequence() == sequence && flag.lessons().equals(Set.copyOf(lessons))
                ? flag.catalogVersion()
                : null;
    }
}
