package dev.oncemark.streams.catalog;

import dev.oncemark.streams.catalog.CatalogInput.CourseChanged;
import dev.oncemark.streams.catalog.CatalogInput.LessonChanged;
import dev.oncemark.streams.catalog.CatalogInput.Origin;
import dev.oncemark.streams.catalog.CatalogInput.OtherTableTruncated;
import dev.oncemark.streams.catalog.CatalogInput.RowSkipped;
import dev.oncemark.streams.catalog.CatalogInput.RowUnreadable;
import dev.oncemark.streams.catalog.CatalogInput.SectionChanged;
import dev.oncemark.streams.catalog.CatalogInput.Table;
import dev.oncemark.streams.catalog.CatalogInput.TableTruncated;
import dev.oncemark.streams.catalog.CatalogInput.TransactionMark;
import dev.oncemark.streams.catalog.CatalogStore.Position;
import dev.oncemark.streams.metrics.CatalogMetrics;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies rows and publishes the outlines that changed, but only where a transaction or a snapshot is over: never a
 * course of which some lessons are not read yet (docs/design.md, section 6). Rows that come again change nothing.
 */
final class Catalog {

    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    private static final String LAST_OF_ALL = "last";
    private static final String LAST_OF_TABLE = "last_in_data_collection";
    private static final String INCREMENTAL = "incremental";

    private static final Home NOWHERE = new Home(null, null, null);

    private final CatalogStore store;
    private final Outlines outlines;
    private final Scans scans;
    private final Rows rows;
    private final CatalogMetrics metrics;
    private final Set<Table> readToTheEnd = EnumSet.noneOf(Table.class);
    private Position position;

    Catalog(CatalogStore store, Outlines outlines, Scans scans, CatalogMetrics metrics) {
        this.store = store;
        this.outlines = outlines;
        this.scans = scans;
        this.rows = new Rows(store, scans, outlines);
        this.metrics = metrics;
        this.position = store.position();
        // What was touched before a restart is found by comparing, at the next end.
        outlines.resume(Position.SNAPSHOT.equals(position.open()));
    }

    void onCourse(CourseChanged course) {
        Home home = Home.ofCourse(course.courseId());
        if (isNew(course.origin(), Table.COURSE, home, false)) {
            begin(course.origin());
            rows.apply(course);
            end(course.origin(), Table.COURSE);
        }
    }

    void onSection(SectionChanged section) {
        Home home = Home.ofSection(section.sectionId());
        if (isNew(section.origin(), Table.SECTION, home, false)) {
            begin(section.origin());
            rows.apply(section);
            end(section.origin(), Table.SECTION);
        }
    }

    void onLesson(LessonChanged lesson) {
        if (isNew(lesson.origin(), Table.LESSON, lesson.home(), false)) {
            begin(lesson.origin());
            rows.apply(lesson);
            end(lesson.origin(), Table.LESSON);
        }
    }

    void onUnreadable(RowUnreadable row) {
        Home home = row.home().orElse(store.home(row.origin().row()));
        if (isNew(row.origin(), row.table(), home, true)) {
            begin(row.origin());
            rows.apply(row, home);
            end(row.origin(), row.table());
        }
    }

    void onSkipped(RowSkipped row) {
        Home home = NOWHERE.orElse(store.home(row.origin().row()));
        begin(row.origin());
        if (isNew(row.origin(), row.table(), home, false)) {
            rows.skip(row, home);
        }
        end(row.origin(), row.table());
    }

    void onTruncated(TableTruncated truncated) {
        begin(truncated.origin());
        scans.emptied(truncated.table(), truncated.origin());
        tell(truncated.table().text());
    }

    void onOtherTruncated(OtherTableTruncated truncated) {
        begin(truncated.origin());
        tell(truncated.table());
    }

    private void tell(String table) {
        LOG.atWarn().addKeyValue("table", table).log("the LMS emptied a table");
        metrics.truncated(table);
    }

    /**
     * Whether the connector does not merely deliver a change again. The log orders the changes of one row; those of
     * different rows may be delivered in another order than the log's, since a transaction is delivered when it commits.
     */
    private boolean isNew(Origin origin, Table table, Home home, boolean unreadable) {
        if (origin.snapshotMark() != null || origin.lsn() == 0) {
            return true;
        }
        Hold hold = store.holds().get(CatalogStore.holdKey(origin.row(), table, home));
        boolean isAfterHold = hold == null || (unreadable ? origin.lsn() > hold.lsn() : origin.lsn() >= hold.lsn());
        return isAfterHold && origin.lsn() > home.lsn(table, store);
    }

    /**
     * Prepares for a new row. What was open and is not the row's own is over: the connector delivers one transaction
     * after the other, and a snapshot before or between them.
     */
    private void begin(Origin origin) {
        if (isReadBySnapshot(origin)) {
            if (!Position.SNAPSHOT.equals(position.open())) {
                readToTheEnd.clear();
            }
            moveTo(new Position(Position.SNAPSHOT));
            return;
        }
        String transaction = origin.transaction();
        if (position.open() != null && !position.open().equals(transaction)) {
            finish();
        }
        moveTo(new Position(transaction));
    }

    /** Rows of an incremental snapshot come between transactions, a chunk at a time, each as it is now. */
    static boolean isReadBySnapshot(Origin origin) {
        return origin.snapshotMark() != null && !INCREMENTAL.equals(origin.snapshotMark());
    }

    private void end(Origin origin, Table table) {
        String mark = origin.snapshotMark();
        boolean isLastOfAll = LAST_OF_ALL.equals(mark);
        if (isLastOfAll || LAST_OF_TABLE.equals(mark)) {
            gone(table, scans.read(table), null);
            readToTheEnd.add(table);
            if (isLastOfAll || areLessonsRead()) {
                close();
            }
        }
    }

    /** Whether the snapshot has brought every lesson, and the sections that these wait for. */
    private boolean areLessonsRead() {
        return readToTheEnd.contains(Table.LESSON)
                && (readToTheEnd.contains(Table.SECTION)
                        || store.sections().values().stream().noneMatch(SectionEntry::isAwaited));
    }

    void onMark(TransactionMark mark) {
        String open = position.open();
        boolean snapshotIsOver = Position.SNAPSHOT.equals(open);
        boolean transactionIsOver = mark.end() && mark.transaction().equals(open);
        // Incremental rows have no end of their own: the end of any transaction after them is a safe place.
        boolean nothingIsOpen = mark.end() && open == null;
        if (snapshotIsOver || transactionIsOver || nothingIsOpen) {
            close();
        }
    }

    /** Time passed. */
    void tick(long now, long fetches) {
        // Nothing may come to tell it where the LMS is idle; half a change must not be told with it.
        if (scans.hasAccepted() && position.open() == null && !outlines.hasUnpublished()) {
            finish();
        }
        outlines.tick(now, fetches);
    }

    private void close() {
        finish();
        moveTo(Position.START);
    }

    private void finish() {
        for (Table table : Table.values()) {
            gone(table, scans.transactionEnds(table), position.open());
        }
        outlines.publish();
    }

    private void gone(Table table, @Nullable List<Home> unseen, @Nullable String transaction) {
        if (unseen != null) {
            boolean bySnapshot = transaction == null || Position.SNAPSHOT.equals(transaction);
            long lsn = store.scan(table).lsn();
            unseen.forEach(home -> rows.remove(table, home, lsn, bySnapshot));
            rows.releaseUnseen(table, bySnapshot);
        }
    }

    private void moveTo(Position next) {
        if (!next.equals(position)) {
            store.put(next);
            position = next;
        }
    }
}
