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
 * course of which some lessons are not read yet (docs/design.md, section 6). Rows that come again change nothing.
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

    void onCourse(CourseChanged course) {
        if (isOld(course.origin(), store.entry(course.courseId()).row().lsn())) {
            return;
        }
        begin(course.origin());
        var row = new CourseRow(
                course.present(), course.published(), course.origin().lsn());
        store.put(course.courseId(), row);
        touched.add(course.courseId());
        end(course.origin(), false);
    }

    void onLesson(LessonChanged lesson) {
        LessonRow known = store.entry(lesson.courseId()).lesson(lesson.lessonId());
        if (known != null && isOld(lesson.origin(), known.lsn())) {
            return;
        }
        begin(lesson.origin());
        apply(lesson);
        end(lesson.origin(), true);
    }

    /**
     * Whether the connector delivers a change again. The log orders the changes of one row; those of different rows may
     * be delivered in another order than the log's, since a transaction is delivered when it commits.
     */
    private static boolean isOld(Origin origin, long known) {
        return origin.snapshotMark() == null && origin.lsn() != 0 && origin.lsn() <= known;
    }

    /**
     * Prepares for a new row. What was open and is not the row's own is over: the connector delivers one transaction
     * after the other, and a snapshot before or between them.
     */
    private void begin(Origin origin) {
        if (isReadBySnapshot(origin)) {
            moveTo(new Position(Position.SNAPSHOT));
            return;
        }
        String transaction = origin.transaction();
        if (position.open() != null && !position.open().equals(transaction)) {
            publishTouched();
        }
        moveTo(new Position(transaction));
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

    private void apply(LessonChanged lesson) {
        String lessonId = lesson.lessonId();
        String home = store.courseOf(lessonId);
        if (home != null && !home.equals(lesson.courseId()) && lesson.present()) {
            leave(home, lessonId, lesson.origin().lsn());
        }
        LessonRow known = store.entry(lesson.courseId()).lesson(lessonId);
        if (known == null && !lesson.present()) {
            return;
        }
        int ordinal = known == null ? store.entry(lesson.courseId()).nextOrdinal() : known.ordinal();
        store.put(
                lesson.courseId(),
                lessonId,
                new LessonRow(
                        ordinal,
                        lesson.present(),
                        lesson.required(),
                        lesson.position(),
                        lesson.origin().lsn()));
        touched.add(lesson.courseId());
    }

    private void leave(String courseId, String lessonId, long lsn) {
        LessonRow there = store.entry(courseId).lesson(lessonId);
        if (there != null) {
            store.put(courseId, lessonId, new LessonRow(there.ordinal(), false, false, there.position(), lsn));
            touched.add(courseId);
        }
    }

    private void close() {
        publishTouched();
        moveTo(Position.START);
    }

    private void publishTouched() {
        for (String courseId : touched) {
            CourseOutline next = store.entry(courseId).nextOutline();
            if (next != null) {
                store.putPublished(next);
                publish.accept(next);
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
