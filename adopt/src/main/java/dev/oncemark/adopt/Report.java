package dev.oncemark.adopt;

import dev.oncemark.adopt.rows.KindTally;
import dev.oncemark.adopt.rows.RowTrial;
import dev.oncemark.adopt.rows.Tally;
import dev.oncemark.adopt.server.ServerCheck;
import dev.oncemark.contracts.JsonSerde;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run found.
 *
 * @param settings what is wrong with the connector's settings
 * @param unread tables that the transform takes rows from and that could not be read
 * @param rows null if none were read
 */
record Report(
        List<String> settings,
        ServerCheck server,
        List<String> unread,
        @Nullable RowTrial rows) {

    /** Whether nothing has to be mended. */
    boolean isGood() {
        return settings.isEmpty()
                && server.problems().isEmpty()
                && unread.isEmpty()
                && (rows == null || !rows.hasFaults());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        section(text, "The connector's settings", settings, "good");
        section(text, "The platform's server", server.problems(), "good");
        server.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
        text.append("The platform's rows\n");
        unread.forEach(table -> text.append("  %s was not read%n".formatted(table)));
        if (rows != null) {
            addRows(text, rows);
        }
        text.append(isGood() ? "Nothing has to be mended.\n" : "Something has to be mended.\n");
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<String> problems, String otherwise) {
        text.append(title).append('\n');
        problems.forEach(problem -> text.append("  MEND  ").append(problem).append('\n'));
        if (problems.isEmpty()) {
            text.append("  ").append(otherwise).append('\n');
        }
    }

    private static void addRows(StringBuilder text, RowTrial rows) {
        for (KindTally tally : rows.tallies()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-10s  %,11d taken  %,11d passed over  %,11d refused%n",
                    tally.kind().tableName(),
                    tally.taken().count(),
                    tally.passedOver().count(),
                    tally.refused().count()));
            addReasons(text, "passed over", tally.passedOver());
            addReasons(text, "MEND  refused", tally.refused());
        }
        addReasons(text, "MEND  ", rows.references().twice());
        addReasons(text, "look  ", rows.references().dangling());
    }

    private static void addReasons(StringBuilder text, String label, Tally tally) {
        for (Tally.Reason reason : tally.reasons()) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %s: %s (%,d, first %s)%n",
                    label.strip(),
                    reason.text(),
                    reason.count(),
                    reason.first()));
        }
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("good", isGood());
        report.put("settings", settings);
        report.put("server", server.problems());
        report.put("notes", server.notes());
        report.put("unread", unread);
        if (rows != null) {
            Map<String, Object> kinds = new LinkedHashMap<>();
            rows.tallies().forEach(tally -> kinds.put(tally.kind().tableName(), fields(tally)));
            report.put("rows", kinds);
            report.put("twice", rows.references().twice().reasons());
            report.put("dangling", rows.references().dangling().reasons());
        }
        return JsonSerde.MAPPER.writeValueAsString(report) + "\n";
    }

    private static Map<String, Object> fields(KindTally tally) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("taken", tally.taken().count());
        fields.put("passedOver", tally.passedOver().count());
        fields.put("refused", tally.refused().count());
        fields.put("passedOverFor", new ArrayList<>(tally.passedOver().reasons()));
        fields.put("refusedFor", new ArrayList<>(tally.refused().reasons()));
        return fields;
    }
}
