package dev.oncemark.streams.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Decision.Request;
import dev.oncemark.streams.enrollment.CorruptStateException;
import dev.oncemark.streams.enrollment.PackedReader;
import dev.oncemark.streams.enrollment.PackedWriter;
import dev.oncemark.streams.processor.Input.Requested;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A parked request, and since when (milliseconds since 1970). As bytes, version 1, in this order:
 *
 * <pre>
 * octet     version: 1
 * octet     flags: 1 a learner is named, 2 there is a trace
 * signed    since
 * unsigned  partition of the request record
 * unsigned  its offset
 * uuid      request id
 * id        lesson
 * signed    when it occurred
 * id        learner, where flag 1 is set
 * block     traceparent, where flag 2 is set
 * </pre>
 *
 * The enrollment is the first part of the key.
 */
record Parked(Requested requested, long since) {

    private static final int VERSION = 1;
    private static final int LEARNER = 1;
    private static final int TRACE = 2;

    byte[] pack() {
        Request request = requested.request();
        Header trace = requested.traceParent();
        String learner = request.learnerId();
        var out = new PackedWriter()
                .octet(VERSION)
                .octet((learner == null ? 0 : LEARNER) | (trace == null ? 0 : TRACE))
                .signed(since)
                .unsigned(requested.position().partition())
                .unsigned(requested.position().offset())
                .uuid(request.requestId())
                .id(request.lessonId())
                .signed(request.occurredAt());
        if (learner != null) {
            out.id(learner);
        }
        if (trace != null) {
            out.block(trace.value() == null ? "".getBytes(UTF_8) : trace.value());
        }
        return out.toBytes();
    }

    /** @throws CorruptStateException if the bytes are cut, damaged or of another version */
    static Parked unpack(String enrollmentId, byte[] bytes) {
        var in = new PackedReader("a parked request", bytes).version(VERSION);
        int flags = in.octet();
        if ((flags & ~(LEARNER | TRACE)) != 0) {
            throw new CorruptStateException("a parked request is damaged: its flags are " + flags);
        }
        long since = in.signed();
        int partition = in.unsigned(Integer.MAX_VALUE);
        long offset = in.unsigned();
        var requestId = in.uuid();
        String lessonId = in.id();
        long occurredAt = in.signed();
        String learner = (flags & LEARNER) == 0 ? null : in.id();
        Header trace = (flags & TRACE) == 0 ? null : new RecordHeader(CloudEvents.TRACE_PARENT, in.block());
        in.end();
        var position = new RecordPosition(Topics.COMPLETION_REQUESTS.name(), partition, offset);
        var request = new Request(requestId, lessonId, learner, occurredAt);
        return new Parked(new Requested(enrollmentId, request, position, trace), since);
    }
}
