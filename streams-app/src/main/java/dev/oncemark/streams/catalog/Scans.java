package dev.oncemark.streams.catalog;

import dev.oncemark.streams.catalog.CatalogInput.Origin;
import dev.oncemark.streams.catalog.CatalogInput.Table;
import dev.oncemark.streams.catalog.CourseEntry.LessonRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is gone from the catalog's tables without a word. Each whole reading of a table, by a snapshot or from its having
 * been emptied, has a number, and each row the number of the latest that saw it. At the end of a reading, rows that it did
 * not see are gone. Where they are too many for this to be likely, they stay until the operator says so.
 */
final class Scans {

    private static final Logger LOG = LoggerFactory.getLogger(Scans.class);

    /** So many rows of a table may always go; of more, a tenth. */
    static final int FEW = 10;

    private static final String FIRST_OF_ALL = "first";
    private static final String FIRST_OF_TABLE = "first_in_data_collection";

    /**
     * The latest reading of a table.
     *
     * @param number counts the table's readings from 1
     * @param open what it goes on with: {@code snapshot}, or the transaction that emptied the table; null when it is over
     * @param lsn where in the LMS's log it stands
     * @param held present and true where rows that it did not see stay until the operator says that they are gone
     */
    record Scan(
            long number,
            @Nullable String open,
            long lsn,
            @Nullable Boolean held) {
        static final Scan NONE = new Scan(0, null, 0, null);

        boolean isHeld() {
            return Boolean.TRUE.equals(held);
        }

        /** What the operator calls it. */
        String id(Table table) {
            return table.text() + "-" + number;
        }
    }

    private final CatalogStore store;
    private final Set<String> accepted;
    private final Set<Table> changed = EnumSet.allOf(Table.class);

    /** {@code accepted} names the removals that the operator wants. */
    Scans(CatalogStore store, Set<String> accepted) {
        this.store = store;
        this.accepted = accepted;
    }

    /** A row of the table came: returns the number of the reading that sees it. */
    long sees(Table table, Origin origin) {
        Scan scan = store.scan(table);
        changed.add(table);
        // A snapshot of which the beginning was not seen is no whole one: nothing follows from what it lacks.
        if (isFirst(origin)) {
            scan = new Scan(scan.number() + 1, CatalogStore.Position.SNAPSHOT, origin.lsn(), null);
            store.put(table, scan);
        }
        return scan.number();
    }

    private static boolean isFirst(Origin origin) {
        return FIRST_OF_ALL.equals(origin.snapshotMark()) || FIRST_OF_TABLE.equals(origin.snapshotMark());
    }

    /** The table was emptied: what is not there again when the transaction is over is gone. */
    void emptied(Table table, Origin origin) {
        Scan scan = store.scan(table);
        if (origin.lsn() != 0 && origin.lsn() <= scan.lsn()) {
            return; // delivered again, when rows that came after it may not come again
        }
        store.put(table, new Scan(scan.number() + 1, String.valueOf(origin.transaction()), origin.lsn(), null));
        changed.add(table);
    }

    /** The table was read by a snapshot to its end: returns what is gone from it, or null where that is not certain. */
    @Nullable
    List<Home> read(Table table) {
        Scan scan = store.scan(table);
        return CatalogStore.Position.SNAPSHOT.equals(scan.open()) ? judge(table, scan) : null;
    }

    /** A transaction is over: returns what is gone from the table, if it was emptied, or rows that it lacked stayed. */
    @Nullable
    List<Home> transactionEnds(Table table) {
        Scan scan = store.scan(table);
        boolean wasEmptied = scan.open() != null && !CatalogStore.Position.SNAPSHOT.equals(scan.open());
        boolean mayBeLess = scan.isHeld() && changed.remove(table);
        return wasEmptied || mayBeLess ? judge(table, scan) : null;
    }

    /** Whether the operator let rows go that have stayed so far. */
    boolean hasAccepted() {
        return Arrays.stream(Table.values())
                .anyMatch(table -> store.scan(table).isHeld()
                        && accepted.contains(store.scan(table).id(table)));
    }

    private @Nullable List<Home> judge(Table table, Scan scan) {
        List<Home> unseen = unseen(table, scan.number());
        long present = present(table);
        boolean isUnlikely = unseen.size() > FEW && unseen.size() * 10L > present;
        boolean isUnclear = !unseen.isEmpty() && hasUnreadableWithoutHome(table);
        boolean isHeld = (isUnlikely || isUnclear) && !accepted.contains(scan.id(table));
        store.put(table, new Scan(scan.number(), null, scan.lsn(), isHeld ? true : null));
        if (isHeld && !scan.isHeld()) {
            LOG.atError()
                    .addKeyValue("rows", table.text())
                    .addKeyValue("gone", unseen.size())
                    .addKeyValue("of", present)
                    .addKeyValue("removal", scan.id(table))
                    .log("many rows are not on the platform any more: they stay until oncemark.catalog.removal.accept"
                            + " names this removal");
        } else if (!isHeld && !unseen.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("rows", table.text())
                    .addKeyValue("gone", unseen.size())
                    .addKeyValue("of", present)
                    .log("rows that are not on the platform any more are gone");
        }
        return isHeld ? null : unseen;
    }

    private boolean hasUnreadableWithoutHome(Table table) {
        return store.holds().values().stream()
                .anyMatch(hold -> hold.table() == table && !hold.home().isWhole(table));
    }

    static boolean isUnseen(@Nullable Long seen, long number) {
        return seen == null || seen < number;
    }

    private List<Home> unseen(Table table, long number) {
        List<Home> unseen = new ArrayList<>();
        switch (table) {
            case COURSE ->
                store.courses().forEach((id, course) -> {
                    if (course.row().present() && isUnseen(course.row().seen(), number)) {
                        unseen.add(Home.ofCourse(id));
                    }
                });
            case SECTION ->
                store.sections().forEach((id, section) -> {
                    if (section.row().present() && isUnseen(section.row().seen(), number)) {
                        unseen.add(Home.ofSection(id));
                    }
                });
            case LESSON ->
                forEachLesson((home, lesson) -> {
                    if (lesson.present() && isUnseen(lesson.seen(), number)) {
                        unseen.add(home);
                    }
                });
        }
        return unseen;
    }

    private long present(Table table) {
        return switch (table) {
            case COURSE ->
                store.courses().values().stream()
                        .filter(course -> course.row().present())
                        .count();
            case SECTION ->
                store.sections().values().stream()
                        .filter(section -> section.row().present())
                        .count();
            case LESSON -> {
                long[] count = {0};
                forEachLesson((home, lesson) -> count[0] += lesson.present() ? 1 : 0);
                yield count[0];
            }
        };
    }

    private void forEachLesson(java.util.function.BiConsumer<Home, LessonRow> action) {
        store.courses()
                .forEach((course, entry) ->
                        entry.lessons().forEach((id, lesson) -> action.accept(Home.ofLesson(course, id), lesson)));
        store.sections()
                .forEach((section, entry) -> entry.lessons()
                        .forEach((id, lesson) -> action.accept(Home.ofLessonInSection(section, id), lesson)));
    }
}
