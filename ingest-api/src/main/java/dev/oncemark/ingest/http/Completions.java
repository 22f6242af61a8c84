package dev.oncemark.ingest.http;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.IngestSettings;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.requests.Marks;
import dev.oncemark.ingest.submit.Patience;
import dev.oncemark.ingest.submit.Submission;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes submissions of what clients send, whichever route it comes by. */
final class Completions {

    private final IngestSettings settings;
    private final Clock clock;

    Completions(IngestSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Who sends, when, and what is said of it all in the headers. */
    record Sender(
            Caller caller,
            Instant now,
            Patience patience,
            @Nullable Header traceParent) {}

    /** The lesson that is meant, as it was read. */
    record Lesson(
            String enrollmentId, String lessonId, @Nullable String occurredAt) {
        Lesson {
            Fields.id("enrollmentId", enrollmentId);
            Fields.id("lessonId", lessonId);
        }
    }

    Sender sender(RoutingContext context, Caller caller) {
        Duration wait = Preferences.waiting(
                context.request().headers().getAll(Preferences.HEADER),
                settings.http().maxWait());
        return sender(context, caller, wait);
    }

    /** One who waits so long, whatever its headers say. */
    Sender sender(RoutingContext context, Caller caller, Duration wait) {
        Patience patience = Patience.of(wait, hungUp -> whenHungUp(context, hungUp));
        return new Sender(caller, clock.instant(), patience, TraceContext.of(context.request()));
    }

    private static void whenHungUp(RoutingContext context, Runnable hungUp) {
        context.addEndHandler(ended -> {
            if (ended.failed()) {
                hungUp.run();
            }
        });
    }

    /** Under a request id of its own, or, where the client gave a key, under the one that follows from it. */
    Submission submission(Sender sender, @Nullable String key, Lesson lesson) {
        return key == null
                ? submission(sender, UUID.randomUUID(), false, lesson)
                : submission(sender, Ids.requestOfKey(sender.caller().name(), key), true, lesson);
    }

    /** Under the request id that follows from the caller and the lesson. */
    Submission submissionOfLesson(Sender sender, Lesson lesson) {
        UUID requestId = Ids.requestOfLesson(sender.caller().name(), lesson.enrollmentId(), lesson.lessonId());
        return submission(sender, requestId, true, lesson);
    }

    private Submission submission(Sender sender, UUID requestId, boolean keyed, Lesson lesson) {
        Caller caller = sender.caller();
        var request = new CompletionRequest(
                requestId,
                lesson.enrollmentId(),
                lesson.lessonId(),
                occurredAt(lesson.occurredAt(), sender.now()),
                sender.now(),
                caller.clientId(),
                caller.learnerId());
        return new Submission(request, Marks.of(request, caller.who()), keyed, sender.patience(), sender.traceParent());
    }

    private Instant occurredAt(@Nullable String given, Instant now) {
        if (given == null) {
            return now;
        }
        Instant occurredAt = Fields.time("occurredAt", given);
        Duration ahead = settings.limits().ahead();
        if (occurredAt.isAfter(now.plus(ahead))) {
            throw Problems.timeAhead("occurredAt", ahead.toSeconds() + " seconds")
                    .refusal();
        }
        return occurredAt;
    }
}
