package dev.oncemark.chaos;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.Report;
import dev.oncemark.verify.check.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run showed.
 *
 * @param answers how often each HTTP status; 0 stands for none
 * @param longestWithoutResult seconds between two results while requests were made
 * @param restarts of parts that had ended by themselves
 * @param seen what a reader of the topics must not have seen
 */
record ChaosReport(
        long seed,
        List<Incident> incidents,
        List<Expectation> expectations,
        Map<Integer, Long> answers,
        double longestWithoutResult,
        Map<String, Integer> restarts,
        List<String> seen,
        List<String> notes,
        Findings findings) {

    static ChaosReport of(
            long seed, Stage stage, List<Incident> incidents, List<Expectation> expectations, Findings findings) {
        List<String> notes = new ArrayList<>();
        if (!stage.target().disk().isThere()) {
            notes.add("the state directory's disk was not filled: a small file system cannot be mounted here");
        }
        if (stage.load().answers().held() > 0) {
            notes.add("%d requests were not made: too many had no answer yet"
                    .formatted(stage.load().answers().held()));
        }
        Watch watch = stage.watch();
        return new ChaosReport(
                seed,
                incidents,
                expectations,
                stage.load().answers().byStatus(),
                watch.tailer().results().longestSeconds(),
                stage.supervisor().restarts(),
                watch.tailer().problems(),
                notes,
                findings);
    }

    /** 0 if every promise was kept, 1 if one was broken, 3 if the run proves nothing. */
    int exitCode() {
        boolean isMet = expectations.stream().allMatch(Expectation::isMet);
        if (!findings.isGood() || !seen.isEmpty() || !isMet) {
            return 1;
        }
        return incidents.stream().anyMatch(Incident::hitWork) ? 0 : 3;
    }

    /** The same as JSON, without the offenders' texts. */
    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", seed);
        all.put("exitCode", exitCode());
        all.put("incidents", incidents);
        all.put("expectations", expectations);
        all.put("answers", answers);
        all.put("longestSecondsWithoutResult", longestWithoutResult);
        all.put("restarts", restarts);
        all.put("seen", seen);
        all.put("notes", notes);
        all.put("counts", findings.counts());
        all.put(
                "violations",
                findings.violations().stream()
                        .map(violation -> violation.text())
                        .toList());
        return JsonSerde.MAPPER.writeValueAsString(all);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(new FaultTable(incidents).text());
        expectations.forEach(expected -> FaultTable.line(
                text,
                "%n%s: %.1f, at most %.1f%s",
                expected.what(),
                expected.was(),
                expected.atMost(),
                expected.isMet() ? "" : " NOT MET"));
        FaultTable.line(text, "%nanswers by status (0: none): %s", answers);
        FaultTable.line(text, "longest time without a result: %.1f s", longestWithoutResult);
        FaultTable.line(
                text, "started again after they had ended by themselves: %s", restarts.isEmpty() ? "none" : restarts);
        FaultTable.line(
                text, "seen by a reader of the topics that must not be: %s%n", seen.isEmpty() ? "nothing" : seen);
        notes.forEach(note -> FaultTable.line(text, "note: %s", note));
        text.append(new Report(findings, 0).text());
        FaultTable.line(text, "seed %d: %s", seed, verdict());
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
