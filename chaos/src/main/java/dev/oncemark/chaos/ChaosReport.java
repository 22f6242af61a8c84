package dev.oncemark.chaos;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.Report;
import dev.oncemark.verify.check.Findings;
import dev.oncemark.verify.check.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run showed. */
final class ChaosReport {

    private final List<Incident> incidents;
    private final List<Expectation> expectations;
    private final Findings findings;
    private final Stage stage;

    ChaosReport(Stage stage, List<Incident> incidents, List<Expectation> expectations, Findings findings) {
        this.stage = stage;
        this.incidents = List.copyOf(incidents);
        this.expectations = List.copyOf(expectations);
        this.findings = findings;
    }

    /** 0 if every promise was kept, 1 if one was broken, 3 if the run proves nothing. */
    int exitCode() {
        boolean isMet = expectations.stream().allMatch(Expectation::isMet);
        if (!findings.isGood() || !problems().isEmpty() || !isMet) {
            return 1;
        }
        return incidents.stream().anyMatch(Incident::hitWork) ? 0 : 3;
    }

    /** What a reader of the topics must not have seen, and clients must not have been told. */
    private List<String> problems() {
        List<String> problems = new ArrayList<>(stage.watch().results().problems());
        problems.addAll(stage.clients().ledger().problems());
        return problems;
    }

    private double longestWithoutResult() {
        return stage.watch().results().results().longestSeconds();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!stage.proxied().disk().isThere()) {
            notes.add("the state directory's disk was not filled: a small file system cannot be mounted here");
        }
        long leftOut = stage.clients().leftOut();
        if (leftOut > 0) {
            notes.add("%d requests were not made: too many had no answer yet".formatted(leftOut));
        }
        return notes;
    }

    /** The same as JSON, without the offenders' texts. */
    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", stage.seed());
        all.put("exitCode", exitCode());
        all.put("incidents", incidents);
        all.put("expectations", expectations);
        all.put("answers", stage.clients().ledger().byStatus());
        all.put("answersByKind", stage.clients().ledger().byKind());
        all.put("longestSecondsWithoutResult", longestWithoutResult());
        all.put("restarts", stage.supervisor().restarts());
        all.put("seen", problems());
        all.put("notes", notes());
        all.put("counts", findings.counts());
        all.put(
                "violations",
                findings.violations().stream().map(Violation::text).toList());
        return JsonSerde.MAPPER.writeValueAsString(all);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        Map<String, Integer> restarts = stage.supervisor().restarts();
        text.append(new FaultTable(incidents).text());
        expectations.forEach(expected -> FaultTable.line(
                text,
                "%n%s: %.1f, at most %.1f%s",
                expected.what(),
                expected.was(),
                expected.atMost(),
                expected.isMet() ? "" : " NOT MET"));
        FaultTable.line(
                text,
                "%nanswers by status (0: none): %s",
                stage.clients().ledger().byStatus());
        stage.clients()
                .ledger()
                .byKind()
                .forEach((kind, byStatus) -> FaultTable.line(text, "  %s: %s", kind.text(), byStatus));
        FaultTable.line(text, "longest time without a result: %.1f s", longestWithoutResult());
        FaultTable.line(
                text, "started again after they had ended by themselves: %s", restarts.isEmpty() ? "none" : restarts);
        FaultTable.line(
                text,
                "seen by a reader of the topics, or told a client, that must not be: %s%n",
                problems().isEmpty() ? "nothing" : problems());
        notes().forEach(note -> FaultTable.line(text, "note: %s", note));
        text.append(new Report(findings, 0).text());
        FaultTable.line(text, "seed %d: %s", stage.seed(), verdict());
        return text.toString();
    }

    private String verdict() {
        return switch (exitCode()) {
            case 0 -> "every promise was kept";
            case 3 -> "not run: no fault hit work in flight";
            default -> "PROMISES WERE BROKEN";
        };
    }
}
