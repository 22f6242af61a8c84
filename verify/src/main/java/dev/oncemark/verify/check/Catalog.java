package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.LMS_COURSES;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.verify.check.Partition.Setting;
import dev.oncemark.verify.history.Extent;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.history.StoredRecord;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The latest outlines against the LMS's rows. Only where the catalog was quiet for a while, since the topics do not say
 * which rows an outline was made of.
 */
final class Catalog {

    /** In milliseconds. */
    private static final long QUIET = 60_000;

    private final Setting setting;
    private final Outlines outlines;
    private final CatalogRows rows = new CatalogRows();
    private long latest;

    Catalog(Setting setting, Outlines outlines) {
        this.setting = setting;
        this.outlines = outlines;
    }

    void check() {
        History history = setting.history();
        Log log = Log.of(LMS_COURSES, 0);
        Extent extent = history.extent(log);
        history.read(log, this::add);
        setting.findings().count("rows of the catalog", extent.size());
        if (extent.isTruncated()) {
            setting.findings()
                    .note("outlines were not compared with the catalog: its oldest rows are gone by retention");
        } else if (!setting.rules().settled() && latest > history.takenAt() - QUIET) {
            setting.findings().note("outlines were not compared with the catalog: it changed within the last minute");
        } else if (rows.isUnclear()) {
            setting.findings().note("outlines were not compared with the catalog: whether rows are gone is not clear");
        } else {
            Map<String, Map<String, Boolean>> lessons = rows.lessons();
            Set<String> held = rows.heldCourses();
            rows.courseIds()
                    .forEach(course -> compare(course, lessons.getOrDefault(course, Map.of()), held.contains(course)));
        }
    }

    private void add(StoredRecord stored) {
        latest = Math.max(latest, stored.timestamp());
        byte[] value = stored.value();
        LmsRow row = value == null ? null : LmsRow.read(value);
        if (row != null) {
            rows.add(row);
        }
    }

    private void compare(String course, Map<String, Boolean> lessons, boolean isHeld) {
        OutlineVersion version = outlines.latest(course);
        boolean isPresent = rows.isPresent(course);
        if (version == null) {
            if (isPresent) {
                setting.findings().report(Violation.OUTLINE_DIFFERS_FROM_CATALOG, "course " + course + " has none");
            }
            return;
        }
        CourseOutline outline = version.outline();
        boolean isTooLarge = !isHeld && version.isHeld();
        if (isTooLarge) {
            setting.findings().count("courses that were not compared with the catalog: they are too large");
            return;
        }
        Map<String, Boolean> wanted = isPresent ? new TreeMap<>(lessons) : Map.of();
        Map<String, Boolean> found = new TreeMap<>();
        outline.lessons().forEach(lesson -> found.put(lesson.lessonId(), lesson.required()));
        if (!found.equals(wanted)
                || outline.published() != rows.isPublished(course)
                || version.isDeleted() == isPresent
                || version.isHeld() != (isHeld && isPresent)) {
            setting.findings()
                    .report(
                            Violation.OUTLINE_DIFFERS_FROM_CATALOG,
                            "course %s: version %d has %s, held: %s; the rows say %s, held: %s"
                                    .formatted(course, version.number(), found, version.isHeld(), wanted, isHeld));
        }
    }
}
