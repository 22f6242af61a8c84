package dev.oncemark.adopt.rows;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongLongHashMap;
import dev.oncemark.connect.select.Kind;
import java.util.Map;

/**
 * Whether rows fit together: rows that refer to rows which are not there, and two rows that are about the same thing. Of each
 * id only 64 bits are kept, so that two million rows take some 50 MiB; that two ids have the same is less likely than one in
 * a million. Rows that others refer to have to come first.
 */
public final class References {

    private final LongHashSet courses = new LongHashSet();
    private final LongLongHashMap sections = new LongLongHashMap();
    private final LongHashSet lessons = new LongHashSet();
    private final LongLongHashMap enrollments = new LongLongHashMap();
    private final LongHashSet completions = new LongHashSet();
    private final Tally twice = new Tally();
    private final Tally dangling = new Tally();

    void add(Kind kind, Map<String, Object> fields, String row) {
        long id = hash(fields, "id");
        long course = hash(fields, "course_id");
        switch (kind) {
            case COURSE -> unique(courses.add(id), "two courses have one id", row);
            case SECTION -> {
                unique(!sections.containsKey(id), "two sections have one id", row);
                sections.put(id, course);
                known(courses.contains(course), "sections of courses that are not there", row);
            }
            case LESSON -> addLesson(fields, id, course, row);
            case ENROLLMENT -> {
                unique(!enrollments.containsKey(id), "two enrollments have one id", row);
                enrollments.put(id, course);
                known(courses.contains(course), "enrollments in courses that are not there", row);
            }
            case PROGRESS -> addProgress(hash(fields, "enrollment_id"), hash(fields, "lesson_id"), row);
        }
    }

    private void addLesson(Map<String, Object> fields, long id, long named, String row) {
        long course = named;
        if (!fields.containsKey("course_id")) {
            long section = hash(fields, "section_id");
            known(sections.containsKey(section), "lessons of sections that are not there", row);
            course = sections.getOrDefault(section, section);
        } else {
            known(courses.contains(course), "lessons of courses that are not there", row);
        }
        unique(lessons.add(both(course, id)), "two lessons of a course have one id", row);
    }

    private void addProgress(long enrollment, long lesson, String row) {
        unique(completions.add(both(enrollment, lesson)), "two rows complete one lesson of one enrollment", row);
        if (!enrollments.containsKey(enrollment)) {
            dangling.add("progress of enrollments that are not there", row);
        } else {
            boolean isThere = lessons.contains(both(enrollments.get(enrollment), lesson));
            known(isThere, "progress of lessons that the enrollment's course does not have", row);
        }
    }

    private void unique(boolean isUnique, String reason, String row) {
        if (!isUnique) {
            twice.add(reason, row);
        }
    }

    private void known(boolean isKnown, String reason, String row) {
        if (!isKnown) {
            dangling.add(reason, row);
        }
    }

    /** Rows that are about what another row is about already: one of them has to go. */
    public Tally twice() {
        return twice;
    }

    /** Rows that refer to what is not there: nothing will follow from them until it is. */
    public Tally dangling() {
        return dangling;
    }

    private static long hash(Map<String, Object> fields, String field) {
        Object value = fields.get(field);
        long hash = 0xcbf29ce484222325L;
        String text = value == null ? "" : value.toString();
        for (int at = 0; at < text.length(); at++) {
            hash = mixed(hash ^ text.charAt(at));
        }
        return hash;
    }

    private static long both(long one, long other) {
        return mixed(one * 31 + mixed(other));
    }

    /** The finalizer of MurmurHash 3: each bit depends on each. */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
