package dev.oncemark.verify;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.check.Findings;
import dev.oncemark.verify.check.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The findings, for a person or a program. */
public record Report(Findings findings, double seconds) {

    /** A violation, as JSON. */
    record Check(String name, String promise, long violations, List<String> first) {}

    /** All of it, as JSON. */
    record Whole(boolean good, double seconds, Map<String, Long> counts, List<Check> checks, List<String> notes) {}

    public String json() {
        List<Check> checks = new ArrayList<>();
        for (Violation violation : Violation.values()) {
            checks.add(new Check(
                    violation.text(), violation.promise(), findings.count(violation), findings.offenders(violation)));
        }
        return JsonSerde.MAPPER.writeValueAsString(
                new Whole(findings.isGood(), seconds, findings.counts(), checks, findings.notes()));
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        findings.counts().forEach((what, count) -> line(text, "%,15d  %s", count, what));
        text.append('\n');
        for (Violation violation : Violation.values()) {
            long count = findings.count(violation);
            line(text, "%15s  %-30s %s", count == 0 ? "ok" : count, violation.text(), violation.promise());
            findings.offenders(violation).forEach(offender -> line(text, "%15s  %s", "", offender));
        }
        findings.notes().forEach(note -> line(text, "%nnote: %s", note));
        line(
                text,
                "%n%s after %.1f s",
                findings.isGood() ? "good: nothing lost, nothing twice" : "BAD: promises were broken",
                seconds);
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
