package dev.oncemark.streams.processor;

import dev.oncemark.streams.DecisionMetrics;
import dev.oncemark.streams.decision.Decision;
import dev.oncemark.streams.decision.Outlines;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.processor.Input.Asked;
import dev.oncemark.streams.processor.Input.EnrollmentRow;
import dev.oncemark.streams.processor.Input.OutlineChanged;
import dev.oncemark.streams.processor.Input.ProgressRow;
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

    /** The names of the stores. */
    public record Stores(
            String enrollments,
            String byCourse,
            String outlines,
            String parked,
            String imports,
            String reevaluations) {}

    /** The names of the sinks. */
    public record Outputs(String results, String courseCompletions, String importedCourseCompletions) {}

    /**
     * How requests for what is not known yet wait.
     *
     * @param grace how long each of them does
     * @param bound how many of them a task holds at most
     */
    public record Waiting(Duration grace, int bound) {}

    /** How a request is decided: {@link Decision#decide} everywhere but in tests that plant faults. */
    @FunctionalInterface
    public interface Decider {
        Verdict decide(@Nullable Enrollment enrollment, Outlines outlines, Request request);
    }

    /** What a processor needs to know, the same for each. */
    public record Setup(
            Stores stores,
            Outputs outputs,
            Waiting waiting,
            Decider decider,
            DecisionMetrics metrics,
            FetchAnswers answers) {}

    private final Setup setup;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable EnrollmentTask task;

    public DecisionProcessor(Setup setup) {
        this.setup = setup;
    }

    @Override
    public void init(ProcessorContext<Object, Object> given) {
        EnrollmentTask created = new EnrollmentTask(given, setup);
        given.schedule(GRACE_CHECK, PunctuationType.WALL_CLOCK_TIME, time -> created.expire());
        context = given;
        task = created;
    }

    @Override
    public void process(Record<String, Input> record) {
        EnrollmentTask deciding = Objects.requireNonNull(task);
        Input input = record.value();
        if (input instanceof Asked asked) {
            deciding.asked(asked);
            setup.metrics().age(Objects.requireNonNull(context).currentSystemTimeMs() - record.timestamp());
        } else if (input instanceof EnrollmentRow row) {
            deciding.enrollment(row);
        } else if (input instanceof ProgressRow row) {
            deciding.progress(row);
        } else if (input instanceof OutlineChanged changed) {
            deciding.outlineChanged(changed.outline());
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
        }
    }
}
