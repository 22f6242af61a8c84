package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.streams.reading.Unreadable;
import org.jspecify.annotations.Nullable;

/** What the catalog's one partition says, in the order of the LMS's log. */
public sealed interface CatalogInput {

    /** Hands this to the method of the catalog that is for this kind of input. */
    void applyTo(Catalog catalog);

    /** The tables of the catalog. */
    enum Table {
        COURSE,
        SECTION,
        LESSON;

        /** As in {@code __table}. */
        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Where a change stands.
     *
     * @param lsn its position in the log, 0 if not said
     * @param transaction that made it, null in a snapshot
     * @param snapshotMark its mark in a snapshot, null outside of one
     * @param row the row's identity on the platform, null where it is not said
     */
    record Origin(
            long lsn,
            @Nullable String transaction,
            @Nullable String snapshotMark,
            @Nullable String row) {}

    /**
     * A row of {@code course}.
     *
     * @param policy null where the row does not say it
     */
    record CourseChanged(
            Origin origin,
            String courseId,
            boolean present,
            boolean published,
            @Nullable CompletionPolicy policy) implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onCourse(this);
        }
    }

    /** A row of {@code section}; it may be in no course. */
    record SectionChanged(
            Origin origin, String sectionId, @Nullable String courseId, boolean present) implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onSection(this);
        }
    }

    /** A row of {@code lesson}, in a course or in a section. */
    record LessonChanged(Origin origin, Home home, boolean present, boolean required, double position)
            implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onLesson(this);
        }
    }

    /**
     * A row that could not be read.
     *
     * @param home what could be read of its ids
     * @param deleted whether it is gone
     */
    record RowUnreadable(Origin origin, Table table, Home home, boolean deleted, String why)
            implements CatalogInput, Unreadable {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onUnreadable(this);
        }
    }

    /** A row that says nothing of itself but that it is in no course; its place in a snapshot or transaction counts. */
    record RowSkipped(Origin origin, Table table) implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onSkipped(this);
        }
    }

    /** A table of the catalog was emptied. */
    record TableTruncated(Origin origin, Table table) implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onTruncated(this);
        }
    }

    /** A table of enrollments or progress was emptied, which takes nothing back here. */
    record OtherTableTruncated(Origin origin, String table) implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onOtherTruncated(this);
        }
    }

    /** A transaction of the LMS begins or ends, whatever tables it was about. */
    record TransactionMark(String transaction, boolean end) implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onMark(this);
        }
    }
}
