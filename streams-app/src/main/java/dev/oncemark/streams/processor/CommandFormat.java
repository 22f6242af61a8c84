package dev.oncemark.streams.processor;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Reset;
import dev.oncemark.contracts.Command.Revoke;
import dev.oncemark.contracts.Command.Waive;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.streams.enrollment.CorruptStateException;
import dev.oncemark.streams.enrollment.PackedReader;
import dev.oncemark.streams.enrollment.PackedWriter;

/**
 * A command in a parked request. An octet says its kind, and then come:
 *
 * <pre>
 * 1  revoke that names no acceptance: id lesson; id reason
 * 2  revoke that names one: id lesson; id reason; uuid request
 * 3  waive: id lesson; id reason
 * 4  reset that keeps the course completion: unsigned attempt; id reason
 * 5  reset that ends it: as 4
 * </pre>
 */
final class CommandFormat {

    private static final int REVOKE = 1;
    private static final int REVOKE_NAMED = 2;
    private static final int WAIVE = 3;
    private static final int RESET = 4;
    private static final int RESET_AND_END = 5;

    private CommandFormat() {}

    static void pack(Command command, PackedWriter out) {
        command.match(new Writing(out));
    }

    private record Writing(PackedWriter out) implements Command.Cases<PackedWriter> {
        @Override
        public PackedWriter revoke(Revoke command) {
            var revokes = command.revokes();
            out.octet(revokes == null ? REVOKE : REVOKE_NAMED)
                    .id(command.lessonId())
                    .id(command.reason());
            return revokes == null ? out : out.uuid(revokes);
        }

        @Override
        public PackedWriter waive(Waive command) {
            return out.octet(WAIVE).id(command.lessonId()).id(command.code());
        }

        @Override
        public PackedWriter reset(Reset command) {
            return out.octet(command.keepsCompletion() ? RESET : RESET_AND_END)
                    .unsigned(command.attempt())
                    .id(command.reason());
        }
    }

    /** @throws CorruptStateException if the bytes are cut or damaged */
    static Command unpack(PackedReader in) {
        int kind = in.octet();
        try {
            return switch (kind) {
                case REVOKE -> new Revoke(in.id(), in.id(), null);
                case REVOKE_NAMED -> new Revoke(in.id(), in.id(), in.uuid());
                case WAIVE -> new Waive(in.id(), Waiver.valueOf(in.id()));
                case RESET, RESET_AND_END -> new Reset(in.unsigned(Integer.MAX_VALUE), kind == RESET, in.id());
                default -> throw new CorruptStateException("a parked command is damaged: its kind is " + kind);
            };
        } catch (IllegalArgumentException damaged) {
            throw new CorruptStateException("a parked command is damaged: " + damaged.getMessage());
        }
    }
}
