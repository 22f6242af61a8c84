package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.decision.Request.Commanded;
import dev.oncemark.streams.decision.Request.Completion;
import dev.oncemark.streams.enrollment.CorruptStateException;
import dev.oncemark.streams.enrollment.PackedReader;
import dev.oncemark.streams.enrollment.PackedWriter;
import dev.oncemark.streams.processor.Input.Requested;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Parked} request as bytes: version 1 where that can say all of it, version 2 where not. In this order:
 *
 * <pre>
 * octet     version: 1 or 2
 * octet     flags: 1 a learner is named, 2 there is a trace; in version 2 also 4 an attempt is named, 8 keyed, 16 a command,
 *           32 who gave it is named, 64 the client stated another time
 * signed    since
 * unsigned  partition of the request record
 * unsigned  its offset
 * uuid      request id
 * id        lesson; not where flag 16 is set
 * signed    when it occurred, ms since 1970
 * signed    version 2: when the API took it, less when it occurred, in ms
 * id        learner, where flag 1 is set
 * block     traceparent, where flag 2 is set
 * unsigned  attempt, where flag 4 is set
 * command   where flag 16 is set: {@link CommandFormat}
 * id        who gave it, where flag 32 is set
 * signed    where flag 64 is set: the time that the client stated, less when the API took it, in ms
 * </pre>
 *
 * The enrollment is the first part of the key. Version 1, which is read for ever, is of completions in whichever attempt is
 * under way, of which it is not known whether the client said when they occurred, and that are taken for such that it did not.
 */
final class ParkedFormat {

    private static final int LATEST = 2;
    private static final int LEARNER = 1;
    private static final int TRACE = 2;
    private static final int ATTEMPT = 4;
    private static final int KEYED = 8;
    private static final int COMMAND = 16;
    private static final int ACTOR = 32;
    private static final int STATED = 64;
    private static final int FLAGS_OF_VERSION_1 = LEARNER | TRACE;
    private static final int ALL_FLAGS = FLAGS_OF_VERSION_1 | ATTEMPT | KEYED | COMMAND | ACTOR | STATED;

    private ParkedFormat() {}

    static byte[] pack(Parked parked) {
        Requested requested = parked.requested();
        Request request = requested.request();
        int flags = flags(requested);
        boolean isPlain = (flags & ~FLAGS_OF_VERSION_1) == 0 && request.occurredAt() == request.receivedAt();
        var out = new PackedWriter()
                .octet(isPlain ? 1 : LATEST)
                .octet(flags)
                .signed(parked.since())
                .unsigned(requested.position().partition())
                .unsigned(requested.position().offset())
                .uuid(request.requestId());
        if (request instanceof Completion completion) {
            out.id(completion.lessonId());
        }
        out.signed(request.occurredAt());
        if (!isPlain) {
            out.signed(request.receivedAt() - request.occurredAt());
        }
        if (request.learnerId() != null) {
            out.id(request.learnerId());
        }
        Header trace = requested.traceParent();
        if (trace != null) {
            out.block(trace.value() == null ? new byte[0] : trace.value());
        }
        if (request instanceof Completion completion && completion.attempt() != 0) {
            out.unsigned(completion.attempt());
        }
        if (request instanceof Commanded commanded) {
            CommandFormat.pack(commanded.command(), out);
            if (commanded.actorId() != null) {
                out.id(commanded.actorId());
            }
        }
        Long statedAt = requested.statedAt();
        if (statedAt != null) {
            out.signed(statedAt - request.receivedAt());
        }
        return out.toBytes();
    }

    private static int flags(Requested requested) {
        Request request = requested.request();
        int flags = (request.learnerId() == null ? 0 : LEARNER)
                | (requested.traceParent() == null ? 0 : TRACE)
                | (requested.statedAt() == null ? 0 : STATED);
        if (request instanceof Completion completion) {
            return flags | (completion.attempt() == 0 ? 0 : ATTEMPT) | (completion.keyed() ? KEYED : 0);
        }
        return flags | COMMAND | (((Commanded) request).actorId() == null ? 0 : ACTOR);
    }

    /** @throws CorruptStateException if the bytes are cut, damaged or of another version */
    static Parked unpack(String enrollmentId, byte[] bytes) {
        var in = new PackedReader("a parked request", bytes);
        boolean isPlain = in.versionUpTo(LATEST) == 1;
        int flags = in.octet();
        boolean isCommand = (flags & COMMAND) != 0;
        int known = isPlain ? FLAGS_OF_VERSION_1 : ALL_FLAGS;
        if ((flags & ~known) != 0 || (flags & (isCommand ? ATTEMPT | KEYED : ACTOR)) != 0) {
            throw new CorruptStateException("a parked request is damaged: its flags are " + flags);
        }
        long since = in.signed();
        int partition = in.unsigned(Integer.MAX_VALUE);
        var position = new RecordPosition(Topics.COMPLETION_REQUESTS.name(), partition, in.unsigned());
        UUID requestId = in.uuid();
        String lessonId = isCommand ? "" : in.id();
        long occurredAt = in.signed();
        long receivedAt = isPlain ? occurredAt : occurredAt + in.signed();
        String learner = (flags & LEARNER) == 0 ? null : in.id();
        Header trace = (flags & TRACE) == 0 ? null : new RecordHeader(CloudEvents.TRACE_PARENT, in.block());
        Request request;
        if (isCommand) {
            Command command = CommandFormat.unpack(in);
            @Nullable String actor = (flags & ACTOR) == 0 ? null : in.id();
            request = new Commanded(requestId, learner, occurredAt, receivedAt, command, actor);
        } else {
            int attempt = (flags & ATTEMPT) == 0 ? 0 : in.unsigned(Integer.MAX_VALUE);
            boolean keyed = (flags & KEYED) != 0;
            request = new Completion(requestId, lessonId, learner, occurredAt, receivedAt, attempt, keyed);
        }
        Long statedAt = (flags & STATED) == 0 ? null : Long.valueOf(receivedAt + in.signed());
        in.end();
        return new Parked(new Requested(enrollmentId, request, position, statedAt, trace), since);
    }
}
