package dev.oncemark.streams.catalog;

import dev.oncemark.streams.catalog.CatalogInput.CourseChanged;
import dev.oncemark.streams.catalog.CatalogInput.LessonChanged;
import dev.oncemark.streams.catalog.CatalogInput.Origin;
import dev.oncemark.streams.catalog.CatalogInput.RowSkipped;
import dev.oncemark.streams.catalog.CatalogInput.RowUnreadable;
import dev.oncemark.streams.catalog.CatalogInput.SectionChanged;
import dev.oncemark.streams.catalog.CatalogInput.Table;
import dev.oncemark.streams.catalog.CourseEntry.CourseRow;
import dev.oncemark.streams.catalog.CourseEntry.LessonRow;
import dev.oncemark.streams.catalog.SectionEntry.SectionRow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a row changes in the catalog, and in which courses. That it is not an old one is known. */
final class Rows {

    private final CatalogStore store;
    private final Scans scans;
    private final Outlines outlines;

    Rows(CatalogStore store, Scans scans, Outlines outlines) {
        this.store = store;
        this.scans = scans;
        this.outlines = outlines;
    }

    void apply(CourseChanged course) {
        Origin origin = course.origin();
        String id = course.courseId();
        long seen = scans.sees(Table.COURSE, origin);
        CourseRow before = store.course(id).row();
        boolean changes = before.present() != course.present() || before.published() != course.published();
        store.put(
                id,
                new CourseRow(course.present(), course.published(), origin.lsn(), seen, origin.row(), course.policy()));
        outlines.touch(id, isBySnapshot(origin), changes);
        release(origin, Table.COURSE, Home.ofCourse(id));
    }

    void apply(SectionChanged section) {
        Origin origin = section.origin();
        String id = section.sectionId();
        long seen = scans.sees(Table.SECTION, origin);
        SectionRow before = store.section(id).row();
        String courseId = section.present() ? section.courseId() : before.courseId();
        put(id, new SectionRow(courseId, section.present(), origin.lsn(), seen, origin.row()), isBySnapshot(origin));
        release(origin, Table.SECTION, Home.ofSection(id));
    }

    private void put(String sectionId, SectionRow after, boolean bySnapshot) {
        SectionRow before = store.section(sectionId).row();
        store.putSection(sectionId, after);
        boolean changes = !Objects.equals(before.course(), after.course());
        outlines.touch(before.course(), bySnapshot, changes);
        outlines.touch(after.course(), bySnapshot, changes);
    }

    void apply(LessonChanged lesson) {
        Origin origin = lesson.origin();
        Home home = lesson.home();
        long seen = scans.sees(Table.LESSON, origin);
        Home before = store.home(origin.row());
        if (lesson.present() && before != null && before.lessonId() != null && !before.equals(home)) {
            // The same row of the platform names another lesson or another place now.
            remove(Table.LESSON, before, origin.lsn(), isBySnapshot(origin));
        }
        LessonRow known = store.lesson(home);
        // That a lesson is gone is kept where it was there, readable or not: rows from before may come again.
        if (known != null || lesson.present() || isHeld(origin, home)) {
            put(
                    home,
                    new LessonRow(
                            known == null ? home.nextOrdinal(store) : known.ordinal(),
                            lesson.present(),
                            lesson.required(),
                            lesson.position(),
                            origin.lsn(),
                            seen,
                            origin.row(),
                            known == null ? null : known.apart()),
                    isBySnapshot(origin));
        }
        release(origin, Table.LESSON, home);
    }

    private boolean isHeld(Origin origin, Home home) {
        return store.holds().containsKey(CatalogStore.holdKey(origin.row(), Table.LESSON, home));
    }

    private void put(Home home, LessonRow lesson, boolean bySnapshot) {
        boolean changes = !lesson.saysTheSame(store.lesson(home));
        store.put(home, lesson);
        outlines.touch(home.course(store), bySnapshot, changes);
    }

    /** An unreadable row: {@code home} is what is known of its ids, from it or from before. */
    void apply(RowUnreadable row, Home home) {
        Origin origin = row.origin();
        long seen = scans.sees(row.table(), origin);
        boolean isWhole = home.isWhole(row.table());
        if (row.deleted()) {
            if (isWhole) {
                remove(row.table(), home, origin.lsn(), isBySnapshot(origin));
            }
            release(origin, row.table(), home);
            return;
        }
        if (isWhole) {
            markSeen(row.table(), home, seen);
        }
        String key = CatalogStore.holdKey(origin.row(), row.table(), home);
        Hold before = store.holds().get(key);
        Hold hold = new Hold(row.table(), home, row.why(), origin.lsn(), seen);
        store.putHold(key, hold);
        touch(before, isBySnapshot(origin), true);
        touch(hold, isBySnapshot(origin), before == null);
    }

    /** A row that says nothing of itself: it is not, or not any more, in a course. */
    void skip(RowSkipped row, Home home) {
        Origin origin = row.origin();
        scans.sees(row.table(), origin);
        if (home.isWhole(row.table())) {
            remove(row.table(), home, origin.lsn(), isBySnapshot(origin));
        }
        release(CatalogStore.holdKey(origin.row(), row.table(), home), origin);
    }

    /** What is known of an unreadable row stays, and is not gone. */
    private void markSeen(Table table, Home home, long seen) {
        switch (table) {
            case COURSE -> {
                String id = Objects.requireNonNull(home.courseId());
                CourseRow row = store.course(id).row();
                if (row.present()) {
                    store.put(id, row.withSeen(seen));
                }
            }
            case SECTION -> {
                String id = Objects.requireNonNull(home.sectionId());
                SectionRow row = store.section(id).row();
                if (row.present()) {
                    store.putSection(id, new SectionRow(row.courseId(), true, row.lsn(), seen, row.row()));
                }
            }
            case LESSON -> {
                LessonRow row = store.lesson(home);
                if (row != null && row.present()) {
                    store.put(home, row.withSeen(seen));
                }
            }
        }
    }

    /** What is at home there is gone from the platform. */
    void remove(Table table, Home home, long lsn, boolean bySnapshot) {
        switch (table) {
            case COURSE -> {
                String id = Objects.requireNonNull(home.courseId());
                CourseRow row = store.course(id).row();
                store.put(id, row.withoutRow(lsn));
                outlines.touch(id, bySnapshot, row.present());
            }
            case SECTION -> {
                String id = Objects.requireNonNull(home.sectionId());
                SectionRow row = store.section(id).row();
                put(id, new SectionRow(row.courseId(), false, lsn, row.seen(), row.row()), bySnapshot);
            }
            case LESSON -> {
                LessonRow row = store.lesson(home);
                if (row != null) {
                    put(home, row.withoutRow(lsn), bySnapshot);
                }
            }
        }
    }

    /** A row can be read, or is gone: it holds its course no longer. */
    private void release(Origin origin, Table table, Home home) {
        release(CatalogStore.holdKey(origin.row(), table, home), origin);
        release(CatalogStore.holdKey(null, table, home), origin);
        if (origin.row() == null && !store.holds().isEmpty()) {
            List<String> same = store.holds().entrySet().stream()
                    .filter(hold -> hold.getValue().table() == table
                            && hold.getValue().home().key(table).equals(home.key(table)))
                    .map(Map.Entry::getKey)
                    .toList();
            same.forEach(key -> release(key, origin));
        }
    }

    private void release(String key, Origin origin) {
        touch(store.removeHold(key), isBySnapshot(origin), true);
    }

    /** Unreadable rows that the table's latest reading did not see are gone. */
    void releaseUnseen(Table table, boolean bySnapshot) {
        long number = store.scan(table).number();
        List.copyOf(store.holds().entrySet()).forEach(hold -> {
            if (hold.getValue().table() == table
                    && Scans.isUnseen(hold.getValue().seen(), number)) {
                touch(store.removeHold(hold.getKey()), bySnapshot, true);
                keepGone(hold.getValue(), bySnapshot);
            }
        });
    }

    /** That it is gone is kept: the row may come again, when its deletion may not. */
    private void keepGone(Hold hold, boolean bySnapshot) {
        Home home = hold.home();
        if (home.isWhole(hold.table())
                && !home.isPresent(hold.table(), store)
                && home.lsn(hold.table(), store) < hold.lsn()) {
            if (hold.table() == Table.LESSON && store.lesson(home) == null) {
                store.put(home, LessonRow.ofOrdinal(home.nextOrdinal(store)));
            }
            remove(hold.table(), home, hold.lsn(), bySnapshot);
        }
    }

    private void touch(@Nullable Hold hold, boolean bySnapshot, boolean changes) {
        if (hold != null) {
            hold.courses(store).forEach(id -> outlines.touch(id, bySnapshot, changes));
        }
    }

    private static boolean isBySnapshot(Origin origin) {
        return origin.snapshotMark() != null;
    }
}
