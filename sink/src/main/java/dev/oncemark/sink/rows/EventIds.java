package dev.oncemark.sink.rows;

import dev.oncemark.contracts.Ids;
import dev.oncemark.schema.Column;
import dev.oncemark.schema.CourseChangeRow;
import java.util.UUID;

/** The event id of a course change, derived from its other columns. */
final class EventIds {

    private static final int EVENT_ID = at(CourseChangeRow.EVENT_ID);
    private static final int CHANGE = at(CourseChangeRow.CHANGE);
    private static final int ENROLLMENT_ID = at(CourseChangeRow.ENROLLMENT_ID);
    private static final int COURSE_ID = at(CourseChangeRow.COURSE_ID);
    private static final int SEQUENCE = at(CourseChangeRow.SEQUENCE);
    private static final int CATALOG_VERSION = at(CourseChangeRow.CATALOG_VERSION);

    private EventIds() {}

    private static int at(Column column) {
        return CourseChangeRow.TABLE.columns().indexOf(column);
    }

    /** Puts the id of the change in {@code values}, which has every other column that is required. */
    static void put(RowBuffer values) {
        UUID id = Ids.eventIdOfCourseChange(
                values.text(CHANGE),
                values.text(ENROLLMENT_ID),
                values.text(COURSE_ID),
                values.bigint(SEQUENCE),
                values.isNull(CATALOG_VERSION) ? 0 : values.bigint(CATALOG_VERSION));
        values.putUuid(EVENT_ID, id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
