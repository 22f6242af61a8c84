package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.streams.catalog.CatalogInput.CourseChanged;
import dev.oncemark.streams.catalog.CatalogInput.LessonChanged;
import dev.oncemark.streams.catalog.CatalogInput.Origin;
import dev.oncemark.streams.catalog.CatalogInput.TransactionMark;
import dev.oncemark.streams.catalog.CatalogStore.Position;
import dev.oncemark.streams.catalog.CourseEntry.CourseRow;
import dev.oncemark.streams.catalog.CourseEntry.LessonRow;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Applies rows and publishes the outlines that changed, but only where a transaction or a snapshot is over: never a
 * course of which some lessons are not read yet (design, section 6). Rows that come again change nothing.
 */
final class Catalog {

    private static final String LAST_OF_ALL = "last";
    private static final String LAST_OF_TABLE = "last_in_data_collection";
    private static final String INCREMENTAL = "incremental";

    private final CatalogStore store;
    private final Consumer<CourseOutline> publish;
    private final Set<String> touched = new LinkedHashSet<>();
    private Position position;

    Catalog(CatalogStore store, Consumer<CourseOutline> publish) {
        this.store = store;
        this.publish = publish;
        this.position = store.position();
        // What was touched before a restart is found by comparing, at the next end.
        store.courseIds().forEach(touched::add);
    }

    void apply(CatalogInput input) {
        if (input instanceof TransactionMark mark) {
            mark(mark);
        } else if (input instanceof CourseChanged course && begin(course.origin())) {
            store.put(course.courseId(), new CourseRow(course.present(), course.published()));
            touched.add(course.courseId());
            end(course.origin(), false);
        } else if (input instanceof LessonChanged lesson && begin(lesson.origin())) {
            lesson(lesson);
            end(lesson.origin(), true);
        }
    }

    /**
     * Prepares for a row; false if it is an old one that came again. What was open and is not the row's own is over: the
     * log holds one transaction after the other, and a snapshot before or between them.
     */
    private boolean begin(Origin origin) {
        if (isReadBySnapshot(origin)) {
            moveTo(new Position(origin.lsn(), Position.SNAPSHOT));
            return true;
        }
        if (origin.lsn() != 0 && origin.lsn() < position.lsn()) {
            return false;
        }
        String transaction = origin.transaction();
        if (position.open() != null && !position.open().equals(transaction)) {
            publishTouched();
        }
        moveTo(new Position(Math.max(origin.lsn(), position.lsn()), transaction));
        return true;
    }

    /** Rows of an incremental snapshot come between transactions, a chunk at a time, each as it is now. */
    private static boolean isReadBySnapshot(Origin origin) {
        return origin.snapshotMark() != null && !INCREMENTAL.equals(origin.snapshotMark());
    }

    private void end(Origin origin, boolean isLesson) {
        String mark = origin.snapshotMark();
        boolean snapshotIsOver = LAST_OF_ALL.equals(mark) || (isLesson && LAST_OF_TABLE.equals(mark));
        if (snapshotIsOver) {
            close();
        }
    }

    private void mark(TransactionMark mark) {
        String open = position.open();
        boolean snapshotIsOver = Position.SNAPSHOT.equals(open);
        boolean transactionIsOver = mark.end() && mark.transaction().equals(open);
        // Incremental rows have no end of their own: the end of any transaction after them is a safe place.
        boolean nothingIsOpen = mark.end() && open == null;
        if (snapshotIsOver || transactionIsOver || nothingIsOpen) {
            close();
        }
    }

    private void lesson(LessonChanged lesson) {
        String lessonId = lesson.lessonId();
        String home = store.courseOf(lessonId);
        if (home != null && !home.equals(lesson.courseId()) && lesson.present()) {
            leave(home, lessonId);
        }
        LessonRow known = store.entry(lesson.courseId()).lesson(lessonId);
        if (known == null && !lesson.present()) {
            return;
        }
        int ordinal = known == null ? store.entry(lesson.courseId()).nextOrdinal() : known.ordinal();
        store.put(
                lesson.courseId(),
                lessonId,
                new LessonRow(ordinal, lesson.present(), lesson.required(), lesson.position()));
        touched.add(lesson.courseId());
    }

    private void leave(String courseId, String lessonId) {
        LessonRow there = store.entry(courseId).lesson(lessonId);
        if (there != null) {
            store.put(courseId, lessonId, new LessonRow(there.ordinal(), false, false, there.position()));
            touched.add(courseId);
        }
    }

    private void close() {
        publishTouched();
        moveTo(position.opened(null));
    }

    private void publishTouched() {
        for (String courseId : touched) {
            CourseOutline change = store.entry(courseId).change();
            if (change != null) {
                store.putPublished(change);
                publish.accept(change);
            }
        }
        touched.clear();
    }

    private void moveTo(Position next) {
        if (!next.equals(position)) {
            store.put(next);
            position = next;
        }
    }
}
