package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Origin;
import dev.oncemark.verify.check.Decided.Asked;
import dev.oncemark.verify.sort.FieldWriter;
import dev.oncemark.verify.sort.Fields;
import org.jspecify.annotations.Nullable;

/** Results as fields of sorted entries. */
final class ResultFields {

    private ResultFields() {}

    static FieldWriter write(FieldWriter out, CompletionResult result) {
        Reason reason = result.reason();
        return out.uuid(result.requestId())
                .text(result.enrollmentId())
                .text(result.lessonId())
                .optionalText(result.courseId())
                .text(result.status().name())
                .optionalText(reason == null ? null : reason.name())
                .optionalUuid(result.originalRequestId())
                .optionalTime(result.completedAt())
                .optionalNumber(result.sequence())
                .time(result.occurredAt())
                .time(result.decidedAt())
                .text(result.origin().name())
                .optionalNumber(result.catalogVersion())
                .text(result.inTopic())
                .number(result.inPartition())
                .number(result.inOffset())
                .optionalText(result.learnerId());
    }

    static CompletionResult read(Fields in) {
        return new CompletionResult(
                in.uuid(),
                in.text(),
                in.text(),
                in.optionalText(),
                Status.valueOf(in.text()),
                reason(in.optionalText()),
                in.optionalUuid(),
                in.optionalTime(),
                in.optionalNumber(),
                in.time(),
                in.time(),
                Origin.valueOf(in.text()),
                in.optionalNumber(),
                in.text(),
                (int) in.number(),
                in.number(),
                in.optionalText());
    }

    private static @Nullable Reason reason(@Nullable String name) {
        return name == null ? null : Reason.valueOf(name);
    }

    static FieldWriter write(FieldWriter out, Decided decided) {
        Asked asked = decided.request();
        write(out.number(decided.offset()), decided.result()).octet(asked == null ? 0 : 1);
        return asked == null ? out : out.number(asked.arrivedAt()).optionalText(asked.speaksFor());
    }

    static Decided readDecided(Fields in) {
        return new Decided(in.number(), read(in), in.present() ? new Asked(in.number(), in.optionalText()) : null);
    }
}
