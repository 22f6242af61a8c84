package dev.oncemark.streams.processor;

import dev.oncemark.streams.decision.Decision;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.metrics.DecisionMetrics;
import dev.oncemark.streams.processor.Input.Requested;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Hands the task's inputs, one after the other, and the passing of time to its {@link EnrollmentTask}. */
public final class DecisionProcessor implements Processor<String, Input, Object, Object> {

    private static final Duration GRACE_CHECK = Duration.ofMillis(250);

    /** How a request is decided: {@link Decision#decide} everywhere but in tests that plant faults. */
    @FunctionalInterface
    public interface Decider {
        Verdict decide(@Nullable Enrollment enrollment, Outlines outlines, Request request);
    }

    private final ParkingLimits limits;
    private final Decider decider;
    private final DecisionMetrics metrics;
    private final FetchCounter fetches;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable EnrollmentTask task;

    public DecisionProcessor(ParkingLimits limits, Decider decider, DecisionMetrics metrics, FetchCounter fetches) {
        this.limits = limits;
        this.decider = decider;
        this.metrics = metrics;
        this.fetches = fetches;
    }

    @Override
    public void init(ProcessorContext<Object, Object> given) {
        EnrollmentTask created = new EnrollmentTask(given, limits, decider, metrics);
        given.schedule(GRACE_CHECK, PunctuationType.WALL_CLOCK_TIME, time -> created.expire(fetches.count()));
        context = given;
        task = created;
    }

    @Override
    public void process(Record<String, Input> record) {
        record.value().applyTo(Objects.requireNonNull(task));
        if (record.value() instanceof Requested) {
            metrics.age(Objects.requireNonNull(context).currentSystemTimeMs() - record.timestamp());
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
        }
    }
}
