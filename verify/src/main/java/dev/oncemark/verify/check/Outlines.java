package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COURSE_OUTLINES;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Ids;
import dev.oncemark.verify.check.EnrollmentTimeline.Time;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.history.StoredRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Every version of every course's outline that the topic still has. Held in memory: the catalog is small. */
final class Outlines {

    /** In milliseconds. */
    private static final long JUST_NOW = 10_000;

    /** The quiet time begins again with each stop of the app, so this is much longer, in milliseconds. */
    private static final long SETTLING = 900_000;

    private final Map<String, NavigableMap<Long, OutlineVersion>> courses = new HashMap<>();
    private final Findings findings;

    private Outlines(Findings findings) {
        this.findings = findings;
    }

    /** @param isOver whether nobody is at work any more: nothing may be left that settles */
    static Outlines read(History history, Findings findings, boolean isOver) {
        Outlines outlines = new Outlines(findings);
        for (int partition = 0; partition < history.partitions(); partition++) {
            Log log = Log.of(COURSE_OUTLINES, partition);
            history.read(log, each -> outlines.add(log, each));
        }
        outlines.requireLatestEverywhere(history);
        outlines.requireSettled(history, isOver);
        outlines.readParts();
        findings.count("outlines", outlines.courses.size());
        return outlines;
    }

    /** Parts of former lessons are under keys of their own: from here on they are their courses'. */
    private void readParts() {
        courses.values()
                .forEach(versions -> versions.values().forEach(version -> {
                    Integer parts = version.outline().formerLessonParts();
                    for (int number = 0; parts != null && number < parts; number++) {
                        OutlineVersion part =
                                latest(CourseOutline.partKey(version.outline().courseId(), number));
                        if (part != null) {
                            version.addFormer(part.outline());
                        }
                    }
                }));
        courses.values()
                .removeIf(versions -> versions.lastEntry().getValue().outline().isPart());
    }

    private void requireSettled(History history, boolean isOver) {
        courses.values().forEach(versions -> {
            OutlineVersion latest = versions.lastEntry().getValue();
            if (latest.isSettling() && latest.publishedAt() < history.takenAt() - SETTLING) {
                findings.report(Violation.OUTLINE_NEVER_SETTLED, name(latest.outline()) + " still settles");
            } else if (latest.isSettling() && isOver) {
                findings.report(Violation.LEFT_BEHIND, "outline " + name(latest.outline()) + " still settles");
            }
        });
    }

    private void add(Log log, StoredRecord stored) {
        String at = log.at(stored.offset());
        CourseOutline outline = readable(at, stored);
        if (outline == null) {
            return;
        }
        String expected =
                Ids.eventIdOfOutline(outline.courseId(), outline.version()).toString();
        if (!expected.equals(stored.headers().get(CloudEvents.ID))) {
            findings.report(Violation.EVENT_ID_WRONG, at + " outline " + name(outline));
        }
        var versions = courses.computeIfAbsent(outline.courseId(), id -> new TreeMap<>());
        OutlineVersion known = versions.computeIfAbsent(outline.version(), number -> new OutlineVersion(outline));
        if (known.outline().equals(outline)) {
            known.seen(log.partition(), stored.timestamp());
        } else {
            findings.report(Violation.OUTLINES_DIFFER, at + " is another outline " + name(outline) + " than before");
        }
    }

    private @Nullable CourseOutline readable(String at, StoredRecord stored) {
        try {
            byte[] value = stored.value();
            return value == null ? null : COURSE_OUTLINES.serde().read(COURSE_OUTLINES.name(), value);
        } catch (SerializationException unreadable) {
            findings.report(Violation.RESULT_UNREADABLE, at + ": " + unreadable.getMessage());
            return null;
        }
    }

    /** But those that were being published at the cut: it passes one partition a little before the other. */
    private void requireLatestEverywhere(History history) {
        courses.values().forEach(versions -> {
            OutlineVersion latest = versions.lastEntry().getValue();
            boolean isNew = latest.publishedAt() > history.takenAt() - JUST_NOW;
            if (!isNew && latest.copies() < history.partitions()) {
                findings.report(
                        Violation.OUTLINES_DIFFER,
                        "outline %s is in %d of %d partitions"
                                .formatted(name(latest.outline()), latest.copies(), history.partitions()));
            }
        });
    }

    private static String name(CourseOutline outline) {
        return outline.courseId() + " version " + outline.version();
    }

    /** The version, or null where it was compacted away or never was. */
    @Nullable
    OutlineVersion version(String course, long version) {
        NavigableMap<Long, OutlineVersion> versions = courses.get(course);
        return versions == null ? null : versions.get(version);
    }

    /** The version that the result was decided under, or null where it names none, or one that is not there. */
    @Nullable
    OutlineVersion under(CompletionResult result) {
        String course = result.courseId();
        Long version = result.catalogVersion();
        return course == null || version == null ? null : version(course, version);
    }

    /** Whether the result's version is not there because the topic is compacted: there are later ones. */
    boolean isCompacted(CompletionResult result) {
        String course = result.courseId();
        Long version = result.catalogVersion();
        OutlineVersion latest = course == null ? null : latest(course);
        boolean compacted = latest != null && version != null && version < latest.number();
        if (compacted) {
            findings.count("results under outlines that are compacted away");
        }
        return compacted;
    }

    /** Whether the version can have been the one that was known. */
    boolean canBeKnown(OutlineVersion version, Time time) {
        NavigableMap<Long, OutlineVersion> versions =
                courses.getOrDefault(version.outline().courseId(), new TreeMap<>());
        Map.Entry<Long, OutlineVersion> next = versions.higherEntry(version.number());
        boolean isReplaced = next != null && next.getValue().publishedAt() <= time.notReplacedBy();
        return !isReplaced && version.firstPublishedAt() <= time.notAfter();
    }

    /** The latest version, or null if there is none. */
    @Nullable
    OutlineVersion latest(String course) {
        NavigableMap<Long, OutlineVersion> versions = courses.get(course);
        return versions == null ? null : versions.lastEntry().getValue();
    }

    /** The versions after {@code version}, the oldest first. */
    Collection<OutlineVersion> after(String course, long version) {
        NavigableMap<Long, OutlineVersion> versions = courses.get(course);
        return versions == null
                ? java.util.List.of()
                : versions.tailMap(version, false).values();
    }

    /**
     * Whether the course can have been without the lesson at that time or later. Versions that are compacted away can.
     *
     * @param since milliseconds since 1970
     */
    boolean canHaveLacked(String course, String lesson, long since) {
        long expected = -1;
        for (OutlineVersion version : after(course, 0)) {
            boolean isGap = expected >= 0
                    ? version.number() != expected
                    : version.number() > 1 && version.firstPublishedAt() > since;
            Map.Entry<Long, OutlineVersion> next =
                    Objects.requireNonNull(courses.get(course)).higherEntry(version.number());
            boolean isReplaced = next != null && next.getValue().publishedAt() <= since;
            if (isGap || (!isReplaced && (version.isDeleted() || !version.has(lesson)))) {
                return true;
            }
            expected = version.number() + 1;
        }
        return expected < 0;
    }

    /** Whether each version from {@code since} to this one is there, and requires more than these lessons. */
    boolean alwaysLacked(OutlineVersion version, long since, java.util.Set<String> lessons) {
        var between = after(version.outline().courseId(), since - 1).stream()
                .filter(each -> each.number() <= version.number())
                .toList();
        return between.size() == version.number() - since + 1
                && between.stream().noneMatch(each -> lessons.containsAll(each.required()));
    }

    Collection<String> courseIds() {
        return courses.keySet();
    }
}
