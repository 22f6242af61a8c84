package dev.oncemark.ingest.submit;

import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.JsonBody;
import dev.oncemark.ingest.server.Problem;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.ingest.server.StrictJson;
import dev.oncemark.ingest.server.StrictJson.Kind;
import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.ingest.settings.IngestSettings.Commands;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * One command: {@code DELETE …/completion} takes a lesson back, {@code PUT …/waiver} waives it, {@code POST …/attempts}
 * begins the next attempt. For administrators; where a setting allows it, learners take back their own lessons.
 */
final class CommandRoutes {

    private static final String LESSON = "/v1/enrollments/:enrollmentId/lessons/:lessonId";
    private static final Set<String> PARAMETERS = Set.of("reason", "revokes");
    private static final Map<String, Kind> WAIVER = Map.of("reason", Kind.TEXT);
    private static final Map<String, Kind> ATTEMPT =
            Map.of("attempt", Kind.WHOLE_NUMBER, "reason", Kind.TEXT, "keepCompletion", Kind.FLAG);
    private static final Problem NO_BODY = Problems.field("body", "is not taken: reason and revokes are parameters");

    private final Submitter submitter;
    private final IngestSettings settings;
    private final Commands commands;

    CommandRoutes(Submitter submitter, IngestSettings settings) {
        this.submitter = submitter;
        this.settings = settings;
        this.commands = settings.access().commands();
    }

    /** That of batches, too. */
    void mount(Routes routes) {
        routes.delete(
                LESSON + "/completion",
                Scope.ADMIN,
                commands.learnersMayRevoke() ? Scope.WRITE : Scope.ADMIN,
                ifEnabled(this::revoke));
        routes.put(LESSON + "/waiver", Scope.ADMIN, ifEnabled(this::waive));
        routes.post("/v1/enrollments/:enrollmentId/attempts", Scope.ADMIN, ifEnabled(this::reset));
        new CommandBatchRoute(submitter, settings).mount(routes);
    }

    private BiConsumer<RoutingContext, Caller> ifEnabled(BiConsumer<RoutingContext, Caller> route) {
        return commands.areEnabled() ? route : (context, caller) -> Answer.problem(context, Problems.commandsOff());
    }

    private void revoke(RoutingContext context, Caller caller) {
        // A service completes for all learners. What it may take back is an administrator's to say.
        if (caller.isService() && !caller.may(Scope.ADMIN)) {
            throw Problems.lacksScope(Scope.ADMIN.text()).exception();
        }
        String key = IdempotencyKey.of(context.request().headers());
        Map<String, String> given = Fields.parameters(context, PARAMETERS);
        submit(
                context,
                JsonBody.none(context.request(), NO_BODY)
                        .map(none -> reader(context, caller)
                                .revoke(
                                        context.pathParam("enrollmentId"),
                                        context.pathParam("lessonId"),
                                        given,
                                        key,
                                        IdempotencyKey.HEADER)));
    }

    private void waive(RoutingContext context, Caller caller) {
        read(
                context,
                WAIVER,
                caller,
                (reader, fields) ->
                        reader.waive(context.pathParam("enrollmentId"), context.pathParam("lessonId"), fields));
    }

    private void reset(RoutingContext context, Caller caller) {
        read(context, ATTEMPT, caller, (reader, fields) -> reader.reset(context.pathParam("enrollmentId"), fields));
    }

    private void read(
            RoutingContext context,
            Map<String, Kind> known,
            Caller caller,
            BiFunction<CommandReader, Map<String, String>, Submission> command) {
        int maxBody = settings.limits().sizes().body();
        submit(
                context,
                JsonBody.json(context.request(), maxBody)
                        .map(body -> command.apply(reader(context, caller), StrictJson.fields(body, known))));
    }

    private CommandReader reader(RoutingContext context, Caller caller) {
        return new CommandReader(new SubmissionReader(context, caller, settings, Duration.ZERO));
    }

    private void submit(RoutingContext context, Future<Submission> read) {
        Outcomes.submit(submitter, context, read);
    }
}
