package dev.oncemark.verify.check;

import dev.oncemark.contracts.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The LMS's courses, sections and lessons, by their rows one after the other: the last of each counts. What a whole
 * snapshot did not bring, or was in an emptied table, is gone, unless it is so much that the operator is asked.
 */
final class CatalogRows {

    private static final int FEW = 10;

    /** Where a row is; a lesson's place is its course or section. */
    private record Key(String table, String place, String id) {}

    /** @param home the course of a section; empty for others */
    private record Row(Key key, String home, boolean present, boolean flag, long lsn, int seen) {}

    private record Held(Key key, String home, long lsn, int seen) {}

    private final Map<Key, Row> rows = new HashMap<>();
    private final Map<String, Key> byIdentity = new HashMap<>();
    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, Integer> readings = new HashMap<>();
    private final Set<String> reading = new HashSet<>();
    private final Set<String> emptied = new HashSet<>();
    private final Map<String, Long> emptiedAt = new HashMap<>();

    /** Tables of which rows may be gone or not: only the operator knows. */
    private final Set<String> unclear = new HashSet<>();

    void add(LmsRow row) {
        String table = row.table();
        if (table.isEmpty()) {
            if (row.text("status").equals("END")) {
                List.copyOf(emptied).forEach(this::judge);
                emptied.clear();
            }
            return;
        }
        if (row.text("__op").equals("t")) {
            if (row.lsn() == 0 || row.lsn() > emptiedAt.getOrDefault(table, 0L)) {
                emptiedAt.put(table, row.lsn());
                readings.merge(table, 1, Integer::sum);
                emptied.add(table);
            }
            return;
        }
        String mark = row.text("__source_snapshot");
        if (mark.startsWith("first")) {
            readings.merge(table, 1, Integer::sum);
            reading.add(table);
            unclear.remove(table);
            emptiedAt.merge(table, row.lsn(), Math::max);
        }
        apply(row, table);
        if (mark.startsWith("last") && reading.remove(table)) {
            judge(table);
        }
    }

    private void apply(LmsRow row, String table) {
        Key known = byIdentity.get(row.text("__row"));
        Key key = key(row, table, known);
        boolean present = !row.isDeleted() && !row.text("__skipped").equals("true");
        boolean readable = isReadable(row, table, key);
        String holder = holder(row, key);
        if (isOld(row, key, holder, readable)) {
            return;
        }
        int seen = readings.getOrDefault(table, 0);
        if (present && !readable) {
            held.put(holder, new Held(key, row.text("course_id"), row.lsn(), seen));
            rows.computeIfPresent(key, (same, before) -> with(before, before.present(), before.lsn(), seen));
            return;
        }
        release(row, key, holder);
        if (present && known != null && !known.equals(key)) {
            rows.computeIfPresent(known, (same, before) -> with(before, false, row.lsn(), before.seen()));
        }
        if (present || rows.containsKey(key)) {
            Row before = rows.get(key);
            String home = present || before == null ? row.text("course_id") : before.home();
            boolean flag = present && row.flag(table.equals("course") ? "published" : "required", true);
            rows.put(key, new Row(key, table.equals("section") ? home : "", present, flag, row.lsn(), seen));
        }
        if (present && !row.text("__row").isEmpty()) {
            byIdentity.put(row.text("__row"), key);
        }
    }

    private static Row with(Row row, boolean present, long lsn, int seen) {
        return new Row(row.key(), row.home(), present, row.flag(), lsn, seen);
    }

    private static Key key(LmsRow row, String table, @Nullable Key known) {
        String id = valid(row.text("id"));
        String course = valid(row.text("course_id"));
        String section = valid(row.text("section_id"));
        String place = !table.equals("lesson")
                ? ""
                : !course.isEmpty() ? place(course) : section.isEmpty() ? "" : "in " + section;
        boolean isPlaced = !place.isEmpty() || !table.equals("lesson");
        return known == null
                ? new Key(table, place, id)
                : new Key(table, isPlaced ? place : known.place(), id.isEmpty() ? known.id() : id);
    }

    private static String place(String course) {
        return "of " + course;
    }

    private static String valid(String id) {
        return Ids.problem(id) == null ? id : "";
    }

    private static boolean isReadable(LmsRow row, String table, Key key) {
        boolean isNullable = !row.text("__row").isEmpty();
        boolean hasIds =
                !key.id().isEmpty() && !(table.equals("lesson") && key.place().isEmpty());
        boolean hasFlag = row.isDeleted()
                || row.text("__skipped").equals("true")
                || switch (table) {
                    case "course" -> row.isFlag("published");
                    case "lesson" ->
                        row.isFlag("required")
                                || (isNullable && row.text("required").isEmpty());
                    default -> true;
                };
        return row.text("__unreadable").isEmpty() && hasIds && hasFlag;
    }

    private static String holder(LmsRow row, Key key) {
        return row.text("__row").isEmpty() ? key + row.text("id") : row.text("__row");
    }

    private boolean isOld(LmsRow row, Key key, String holder, boolean readable) {
        if (row.isOfSnapshot() || row.lsn() == 0) {
            return false;
        }
        Row before = rows.get(key);
        Held hold = held.get(holder);
        boolean isOldForHold = hold != null && (readable ? row.lsn() < hold.lsn() : row.lsn() <= hold.lsn());
        return isOldForHold || (before != null && row.lsn() <= before.lsn());
    }

    private void release(LmsRow row, Key key, String holder) {
        held.remove(holder);
        if (row.text("__row").isEmpty()) {
            held.values().removeIf(hold -> hold.key().equals(key) && !key.id().isEmpty());
        } else {
            held.remove(key + row.text("id"));
        }
    }

    private void judge(String table) {
        int number = readings.getOrDefault(table, 0);
        List<Row> present = new ArrayList<>();
        rows.values().stream()
                .filter(row -> row.key().table().equals(table) && row.present())
                .forEach(present::add);
        List<Row> gone = present.stream().filter(row -> row.seen() < number).toList();
        boolean isUnclear =
                held.values().stream().anyMatch(hold -> hold.key().table().equals(table));
        if (!gone.isEmpty() && ((gone.size() > FEW && gone.size() * 10L > present.size()) || isUnclear)) {
            unclear.add(table);
            return;
        }
        gone.forEach(row -> rows.put(row.key(), with(row, false, row.lsn(), row.seen())));
        held.values().removeIf(hold -> hold.key().table().equals(table) && hold.seen() < number);
    }

    /** Whether rows of some table may be gone or not. */
    boolean isUnclear() {
        return !unclear.isEmpty();
    }

    Set<String> courseIds() {
        Set<String> ids = new HashSet<>();
        rows.keySet().stream().filter(key -> key.table().equals("course")).forEach(key -> ids.add(key.id()));
        return ids;
    }

    boolean isPresent(String course) {
        Row row = rows.get(new Key("course", "", course));
        return row != null && row.present();
    }

    boolean isPublished(String course) {
        Row row = rows.get(new Key("course", "", course));
        return row != null && row.present() && row.flag();
    }

    /** Which lessons each course has, and whether they are required. */
    Map<String, Map<String, Boolean>> lessons() {
        Map<String, Map<String, Boolean>> lessons = new HashMap<>();
        rows.values().stream()
                .filter(row -> row.key().table().equals("lesson") && row.present())
                .forEach(row -> {
                    String course = course(row.key().place());
                    if (course != null) {
                        lessons.computeIfAbsent(course, key -> new HashMap<>())
                                .merge(row.key().id(), row.flag(), Boolean::logicalOr);
                    }
                });
        return lessons;
    }

    private @Nullable String course(String place) {
        if (place.startsWith("of ")) {
            return place.substring(3);
        }
        Row section = place.isEmpty() ? null : rows.get(new Key("section", "", place.substring(3)));
        return section == null || !section.present() || section.home().isEmpty() ? null : section.home();
    }

    /** The courses that a row holds which cannot be read. */
    Set<String> heldCourses() {
        Set<String> courses = new HashSet<>();
        held.values().forEach(hold -> {
            String place = hold.key().table().equals("section")
                    ? "in " + hold.key().id()
                    : hold.key().place();
            String course = hold.key().table().equals("course") ? hold.key().id() : course(place);
            courses.add(Objects.requireNonNullElse(course, ""));
            courses.add(hold.home());
        });
        courses.remove("");
        return courses;
    }
}
