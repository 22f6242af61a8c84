package dev.oncemark.streams.catalog;

import dev.oncemark.streams.catalog.CatalogInput.Table;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row that cannot be read: its course completes nobody until it can be, or is gone.
 *
 * @param table the row's
 * @param home what is known of its ids, by the row or from before
 * @param why what could not be read
 * @param lsn where it stands in the LMS's log
 * @param seen the reading of its table that saw it last
 */
record Hold(
        Table table,
        Home home,
        String why,
        long lsn,
        @Nullable Long seen) {

    /** The courses that it holds; none where it is not known to which it belongs. */
    Set<String> courses(CatalogStore store) {
        Set<String> courses = new LinkedHashSet<>();
        if (home.courseId() != null) {
            courses.add(home.courseId());
        }
        if (home.sectionId() != null) {
            SectionEntry section = store.sections().get(home.sectionId());
            String courseId = section == null ? null : section.row().course();
            if (courseId != null) {
                courses.add(courseId);
            }
        }
        return courses;
    }
}
