package dev.oncemark.verify.check;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Origin;
import dev.oncemark.verify.check.Decided.Asked;
import dev.oncemark.verify.sort.FieldWriter;
import dev.oncemark.verify.sort.Fields;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Results as fields of sorted entries. */
final class ResultFields {

    private static final JsonSerde<Command> COMMANDS = JsonSerde.of(Command.class);

    private ResultFields() {}

    static FieldWriter write(FieldWriter out, CompletionResult result) {
        Reason reason = result.reason();
        return out.uuid(result.requestId())
                .text(result.enrollmentId())
                .optionalText(result.lessonId())
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
                .optionalText(result.learnerId())
                .optionalNumber(number(result.attempt()))
                .optionalNumber(number(result.requiredCompleted()))
                .optionalNumber(number(result.required()))
                .optionalText(name(result.command()))
                .optionalText(result.commandReason())
                .optionalText(result.actorId())
                .optionalText(name(result.waiver()))
                .optionalUuid(result.revokedRequestId())
                .optionalNumber(number(result.endedCompletion()))
                .optionalTime(result.statedAt());
    }

    static CompletionResult read(Fields in) {
        return new CompletionResult(
                in.uuid(),
                in.text(),
                in.optionalText(),
                in.optionalText(),
                Status.valueOf(in.text()),
                constant(Reason.class, in.optionalText()),
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
                in.optionalText(),
                integer(in.optionalNumber()),
                integer(in.optionalNumber()),
                integer(in.optionalNumber()),
                constant(Kind.class, in.optionalText()),
                in.optionalText(),
                in.optionalText(),
                constant(Waiver.class, in.optionalText()),
                in.optionalUuid(),
                integer(in.optionalNumber()),
                in.optionalTime());
    }

    static FieldWriter write(FieldWriter out, Decided decided) {
        out.number(decided.offset()).octet(decided.hasLaterId() ? 1 : 0);
        write(out, decided.result());
        Asked asked = decided.request();
        if (asked == null) {
            return out.octet(0);
        }
        out.octet(1)
                .number(asked.arrivedAt())
                .time(asked.receivedAt())
                .optionalText(asked.speaksFor())
                .number(asked.attempt())
                .octet(asked.keyed() ? 1 : 0);
        Command command = asked.command();
        return command == null
                ? out.octet(0)
                : out.octet(1).bytes(Objects.requireNonNull(COMMANDS.serialize("entry", command)));
    }

    static Decided readDecided(Fields in) {
        long offset = in.number();
        boolean hasLaterId = in.present();
        return new Decided(offset, read(in), hasLaterId, in.present() ? asked(in) : null);
    }

    private static Asked asked(Fields in) {
        return new Asked(
                in.number(),
                in.time(),
                in.optionalText(),
                (int) in.number(),
                in.present(),
                in.present() ? COMMANDS.read("entry", in.bytes()) : null);
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static @Nullable Long number(@Nullable Integer number) {
        return number == null ? null : Long.valueOf(number);
    }

    private static @Nullable Integer integer(@Nullable Long number) {
        return number == null ? null : Math.toIntExact(number);
    }
}
