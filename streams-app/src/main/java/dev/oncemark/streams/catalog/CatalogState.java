package dev.oncemark.streams.catalog;

import dev.oncemark.streams.catalog.CatalogInput.Table;
import dev.oncemark.streams.metrics.CatalogMetrics.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the operator should know of the catalog. */
final class CatalogState {

    /** So many courses and rows are named; of more, the metrics have the number. */
    private static final int NAMED = 10;

    private CatalogState() {}

    static State of(CatalogStore store, Map<String, Integer> unreadable, Set<String> refused, int settling) {
        List<String> concerns = new ArrayList<>();
        store.holds().values().stream().limit(NAMED).forEach(hold -> concerns.add(concern(hold, store)));
        refused.stream()
                .limit(NAMED)
                .forEach(id -> concerns.add("course " + id + " is too large: its changes are not taken"));
        int removals = 0;
        for (Table table : Table.values()) {
            Scans.Scan scan = store.scan(table);
            if (scan.isHeld()) {
                removals++;
                concerns.add("rows of " + table.text()
                        + " that the platform does not have any more stay, for they are many:"
                        + " oncemark.catalog.removal.accept=" + scan.id(table) + " lets them go");
            }
        }
        int held = (int) unreadable.values().stream().filter(rows -> rows > 0).count();
        return new State(settling, held, store.holds().size(), refused.size(), removals, concerns);
    }

    private static String concern(Hold hold, CatalogStore store) {
        Set<String> courses = hold.courses(store);
        String whose = courses.isEmpty() ? "a course that is not known" : "course " + String.join(", ", courses);
        return whose + " is held: a row of " + hold.table().text() + " cannot be read: " + hold.why();
    }
}
