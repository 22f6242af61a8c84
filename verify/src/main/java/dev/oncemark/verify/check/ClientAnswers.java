package dev.oncemark.verify.check;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request id, against what clients were told of it. A request that was sent again has several records;
 * an answer has to agree with one of them.
 */
final class ClientAnswers {

    private final Partition partition;
    private final String enrollment;
    private @Nullable UUID requestId;
    private int records;
    private final List<String> verdicts = new ArrayList<>();

    ClientAnswers(Partition partition, String enrollment) {
        this.partition = partition;
        this.enrollment = enrollment;
    }

    /** A record with this request id is in the topic; its verdict, where it has one. */
    void record(UUID id, @Nullable String verdict) {
        begin(id);
        records++;
        if (verdict != null && !verdicts.contains(verdict)) {
            verdicts.add(verdict);
        }
    }

    /** A client was told so, or was told nothing. */
    void add(UUID id, JournalLine line) {
        begin(id);
        partition.findings().count("answers in the journal");
        if (!line.isAcknowledged()) {
            String became = records == 0 ? "unknown outcomes that never arrived" : "unknown outcomes that arrived";
            partition.findings().count(became);
            return;
        }
        if (records == 0) {
            partition.report(Violation.ACKNOWLEDGED_REQUEST_MISSING, text(line));
            return;
        }
        String verdict = line.verdict();
        if (verdict != null && !verdicts.contains(verdict) && !isOldReplay(verdict) && !isOfNewerVersion(verdict)) {
            partition.report(Violation.ANSWER_DIFFERS, text(line) + ", but the verdict was " + verdicts);
        }
    }

    /** A retry that is too old for the streams-app to know is told to be one by the API, from PostgreSQL. */
    private boolean isOldReplay(String verdict) {
        return verdict.equals("REPLAYED") && verdicts.contains("REJECTED ALREADY_COMPLETED");
    }

    /** A reason that this version does not know reads as none that it could compare. */
    private boolean isOfNewerVersion(String verdict) {
        return verdict.startsWith("REJECTED ") && verdicts.contains(ResultRecords.UNRECOGNIZED);
    }

    private void begin(UUID id) {
        if (!id.equals(requestId)) {
            requestId = id;
            records = 0;
            verdicts.clear();
        }
    }

    private String text(JournalLine line) {
        return "request %s of enrollment %s, lesson %s was answered %d %s"
                .formatted(line.requestId(), enrollment, line.lessonId(), line.status(), line.verdict());
    }
}
