package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.streams.catalog.CourseEntry.LessonRow;
import dev.oncemark.streams.metrics.CatalogMetrics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outlines of changed courses. One that transactions changed is published at once, settling, and again
 * when the course has been quiet for long enough; what a snapshot brought counts as quiet.
 */
final class Outlines {

    private final CatalogStore store;
    private final QuietTime quiet;
    private final LongSupplier now;
    private final Consumer<CourseOutline> forward;
    private final CatalogMetrics metrics;
    private final OutlineBounds bounds;
    private final CompletionPolicy policy;
    private final Set<String> touched = new LinkedHashSet<>();

    /** Those of the touched that a transaction changed. */
    private final Set<String> stirred = new HashSet<>();

    private final Set<String> refused = new HashSet<>();
    private int toldOf;

    Outlines(
            CatalogStore store,
            QuietTime quiet,
            CompletionPolicy policy,
            LongSupplier now,
            Consumer<CourseOutline> forward,
            CatalogMetrics metrics) {
        this.store = store;
        this.quiet = quiet;
        this.policy = policy;
        this.now = now;
        this.forward = forward;
        this.metrics = metrics;
        this.bounds = new OutlineBounds(store, forward);
    }

    /** After a restart: what is not published yet was read by a snapshot, or else is taken as a transaction's. */
    void resume(boolean isInSnapshot) {
        Map<String, Integer> unreadable = unreadableRows();
        store.courses().forEach((id, course) -> {
            touched.add(id);
            CourseOutline published = course.published();
            if (published != null && isSettling(published)) {
                quiet.begin(id, now.getAsLong());
            }
            if (!isInSnapshot && isChanged(course, unreadable.getOrDefault(id, 0))) {
                stirred.add(id);
            }
        });
        tell(unreadable);
    }

    private static boolean isChanged(CourseEntry course, int unreadable) {
        CourseOutline published = course.published();
        return published == null
                ? course.row().present()
                : !course.outline(published.version(), isSettling(published), unreadable)
                        .equals(published);
    }

    private static boolean isSettling(CourseOutline outline) {
        return Boolean.TRUE.equals(outline.settling());
    }

    /** Something came for the course, if there is one; {@code changes} says whether it is not as it was known. */
    void touch(@Nullable String courseId, boolean bySnapshot, boolean changes) {
        if (courseId != null) {
            touched.add(courseId);
            if (changes && !bySnapshot) {
                stirred.add(courseId);
            }
        }
    }

    /** Whether rows came that no published outline has yet. */
    boolean hasUnpublished() {
        Map<String, Integer> unreadable = unreadableRows();
        return touched.stream().anyMatch(id -> isChanged(store.course(id), unreadable.getOrDefault(id, 0)));
    }

    /** A transaction or snapshot is over: publishes what it changed. */
    void publish() {
        if (touched.isEmpty() && store.concernChanges() == toldOf) {
            return;
        }
        Map<String, Integer> unreadable = unreadableRows();
        for (String id : touched) {
            CourseEntry course = store.course(id);
            for (String lesson : course.lessonsWithoutOrdinal()) {
                store.put(Home.ofLesson(id, lesson), LessonRow.ofOrdinal(course.nextOrdinal()));
            }
            publish(id, next(id, course, unreadable.getOrDefault(id, 0)));
        }
        touched.clear();
        stirred.clear();
        tell(unreadable);
    }

    /** The outline to publish next; null where it is as published, or there never was a course. */
    private @Nullable CourseOutline next(String id, CourseEntry course, int unreadable) {
        CourseOutline published = course.published();
        if (published == null && !course.row().present()) {
            return null;
        }
        long version = published == null ? 0 : published.version();
        boolean wasSettling = published != null && isSettling(published);
        CourseOutline latest = bounds.bounded(course, course.outline(version, wasSettling, unreadable));
        if (latest == null) {
            refused.add(id);
            latest = published == null ? null : held(published, unreadable);
        } else {
            refused.remove(id);
        }
        if (latest == null || latest.equals(published)) {
            return null;
        }
        boolean isStirred = quiet.isAsked() && stirred.contains(id);
        if (isStirred) {
            quiet.begin(id, now.getAsLong());
        }
        boolean isSettling = isStirred || (quiet.isAsked() && wasSettling);
        return with(latest, version + 1, isSettling, policy(course, latest));
    }

    /**
     * The policy as of the last change of what can be completed: one that changes alone, or with the order of lessons or
     * with rows that cannot be read, acts on later changes, so that nobody's completion ends by it.
     */
    private CompletionPolicy policy(CourseEntry course, CourseOutline latest) {
        CourseOutline before = course.published();
        if (before != null
                && before.published() == latest.published()
                && Objects.equals(before.deleted(), latest.deleted())
                && Set.copyOf(before.lessons()).equals(Set.copyOf(latest.lessons()))) {
            return Objects.requireNonNullElse(before.policy(), CompletionPolicy.STICKY);
        }
        return Objects.requireNonNullElse(course.row().policy(), policy);
    }

    private void publish(String id, @Nullable CourseOutline next) {
        if (next != null) {
            store.putPublished(next);
            forward.accept(next);
            if (!isSettling(next)) {
                quiet.end(id);
            }
        }
    }

    /** A course that is too large stays as it was published, and completes nobody. */
    private static CourseOutline held(CourseOutline published, int unreadable) {
        return new CourseOutline(
                published.courseId(),
                published.version(),
                published.published(),
                published.lessons(),
                published.formerLessons(),
                published.deleted(),
                published.settling(),
                unreadable + 1,
                published.formerLessonParts(),
                published.policy());
    }

    private static CourseOutline with(
            CourseOutline outline, long version, boolean settling, @Nullable CompletionPolicy policy) {
        return new CourseOutline(
                outline.courseId(),
                version,
                outline.published(),
                outline.lessons(),
                outline.formerLessons(),
                outline.deleted(),
                settling ? true : null,
                outline.unreadableRows(),
                outline.formerLessonParts(),
                policy);
    }

    /** To be called four times a second: publishes the outlines of courses that have been quiet for long enough. */
    void tick(long time, long fetches) {
        boolean someAre = false;
        for (String id : quiet.over(time, fetches)) {
            CourseOutline published = store.course(id).published();
            // A change that is being read begins the time again when it is published.
            if (published != null && !stirred.contains(id)) {
                publish(id, with(published, published.version() + 1, false, published.policy()));
                someAre = true;
            }
        }
        if (someAre) {
            tell(unreadableRows());
        }
    }

    /** How many unreadable rows hold each course. */
    private Map<String, Integer> unreadableRows() {
        Map<String, Integer> rows = new HashMap<>();
        store.holds().values().forEach(hold -> hold.courses(store).forEach(id -> rows.merge(id, 1, Integer::sum)));
        return rows;
    }

    private void tell(Map<String, Integer> unreadable) {
        toldOf = store.concernChanges();
        metrics.is(CatalogState.of(store, unreadable, refused, quiet.size()));
    }
}
