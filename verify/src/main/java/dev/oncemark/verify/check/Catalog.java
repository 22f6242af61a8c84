package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.LMS_COURSES;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.verify.check.Partition.Setting;
import dev.oncemark.verify.history.Extent;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.history.StoredRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The latest outlines against the LMS's rows, read one after the other: the last of each counts. Only where the catalog was
 * quiet for a while, since the topics do not say which rows an outline was made of.
 */
final class Catalog {

    /** In milliseconds. */
    private static final long QUIET = 60_000;

    private record CourseRow(boolean present, boolean published, long lsn) {}

    private record LessonRow(String course, boolean present, boolean required, long lsn) {}

    private final Setting setting;
    private final Outlines outlines;
    private final Map<String, CourseRow> courses = new HashMap<>();
    /** By course and lesson: a lesson that moves leaves a row in each. */
    private final Map<String, Map<String, LessonRow>> lessons = new HashMap<>();

    private final Map<String, String> homes = new HashMap<>();
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
        } else {
            courses.forEach(this::compare);
        }
    }

    private void add(StoredRecord stored) {
        latest = Math.max(latest, stored.timestamp());
        byte[] value = stored.value();
        LmsRow row = value == null ? null : LmsRow.read(value);
        if (row == null) {
            return;
        }
        boolean present = !row.isDeleted();
        if (row.table().equals("course")) {
            CourseRow known = courses.get(row.text("id"));
            if (known == null || !isOld(row, known.lsn())) {
                courses.put(row.text("id"), new CourseRow(present, present && row.flag("published"), row.lsn()));
            }
        } else if (row.table().equals("lesson")) {
            lesson(row, present);
        }
    }

    private void lesson(LmsRow row, boolean present) {
        String id = row.text("id");
        String course = row.text("course_id");
        Map<String, LessonRow> ofCourse = lessons.computeIfAbsent(course, key -> new HashMap<>());
        LessonRow known = ofCourse.get(id);
        if (known != null && isOld(row, known.lsn())) {
            return;
        }
        ofCourse.put(id, new LessonRow(course, present, row.flag("required"), row.lsn()));
        if (present) {
            String former = homes.put(id, course);
            if (former != null && !former.equals(course)) {
                Objects.requireNonNull(lessons.get(former)).put(id, new LessonRow(former, false, false, row.lsn()));
            }
        }
    }

    private static boolean isOld(LmsRow row, long lsn) {
        return !row.isOfSnapshot() && row.lsn() != 0 && row.lsn() <= lsn;
    }

    private void compare(String course, CourseRow row) {
        OutlineVersion version = outlines.latest(course);
        Map<String, Boolean> wanted = new TreeMap<>();
        if (row.present()) {
            lessons.getOrDefault(course, Map.of()).forEach((id, lesson) -> {
                if (lesson.present()) {
                    wanted.put(id, lesson.required());
                }
            });
        }
        if (version == null) {
            if (row.present()) {
                setting.findings().report(Violation.OUTLINE_DIFFERS_FROM_CATALOG, "course " + course + " has none");
            }
            return;
        }
        Map<String, Boolean> found = new TreeMap<>();
        version.outline().lessons().forEach(lesson -> found.put(lesson.lessonId(), lesson.required()));
        CourseOutline outline = version.outline();
        if (!found.equals(wanted) || outline.published() != row.published() || version.isDeleted() == row.present()) {
            setting.findings()
                    .report(
                            Violation.OUTLINE_DIFFERS_FROM_CATALOG,
                            "course %s: version %d has %s, the rows say %s %s"
                                    .formatted(course, version.number(), found, row, wanted));
        }
    }
}
