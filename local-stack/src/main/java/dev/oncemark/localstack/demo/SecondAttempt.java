package dev.oncemark.localstack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.Stack;
import dev.oncemark.localstack.TextTable;
import dev.oncemark.localstack.TopicReader;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An administrator takes back a lesson of the course that is complete, the learner completes it again, and then begins the
 * course anew: what each is told, and that nothing of it is forgotten.
 */
record SecondAttempt(Stack stack, PrintStream out, Checks checks, Duration limit) {

    private static final String TAKEN_BACK = SampleLms.REQUIRED_LESSONS.get(SampleLms.REQUIRED_LESSONS.size() - 1);
    private static final String FIRST = SampleLms.REQUIRED_LESSONS.get(0);

    void play() throws SQLException {
        takeBack();
        beginAgain();
        showTopics();
        showRows();
    }

    private void takeBack() {
        out.printf(
                "%nAn administrator takes back a lesson that was marked by mistake; the learner completes it again:%n%n");
        Http.Answer takenBack = Http.delete(
                "%s/lessons/%s/completion?reason=MARKED_BY_MISTAKE".formatted(enrollment(), TAKEN_BACK),
                headers(Map.of("Idempotency-Key", "demo-take-back")));
        out.printf(
                "  %s: %d %s, which ends completion %s of the course%n",
                TAKEN_BACK, takenBack.status(), field(takenBack, "status"), field(takenBack, "endedCompletion"));
        Attempt again = submit(TAKEN_BACK);
        out.printf("  %s: %d %s%n", TAKEN_BACK, again.answer().status(), again.verdict());
        checks.equal("the lesson was taken back", "REVOKED", field(takenBack, "status"));
        checks.equal("that ended the course's completion", "1", field(takenBack, "endedCompletion"));
        checks.equal("what was taken back could be completed again", true, again.isAccepted());
        checks.equal("the course was completed again", 2, completions(2).size());
    }

    private void beginAgain() {
        out.printf("%nNext year the learner takes the course again; what was completed this year stays good:%n%n");
        Http.Answer begun = Http.post(
                enrollment() + "/attempts", "{\"attempt\": 2, \"reason\": \"RECERTIFICATION\"}", headers(Map.of()));
        Attempt first = submit(FIRST);
        out.printf("  attempt %s: %d %s%n", field(begun, "attempt"), begun.status(), field(begun, "status"));
        out.printf(
                "  %s: %d %s in attempt %s, %s of %s required lessons%n",
                FIRST,
                first.answer().status(),
                first.verdict(),
                first.field("attempt"),
                first.field("requiredCompleted"),
                first.field("required"));
        checks.equal("the second attempt began", "RESET", field(begun, "status"));
        checks.equal("a lesson of the first attempt is accepted in the second", true, first.isAccepted());
        checks.equal("one of four required lessons is complete in it", "1 4", standing(first));
    }

    private static String standing(Attempt attempt) {
        return attempt.field("requiredCompleted") + " " + attempt.field("required");
    }

    private void showTopics() {
        List<ConsumerRecord<String, CourseCompletion>> completions = completions(2);
        out.printf(
                "%nThe topic %s again. Who drops an event whose ce_id it has seen takes the second for another one:%n%n",
                Topics.COURSE_COMPLETIONS.name());
        completions.forEach(record ->
                out.println("  ce_id " + eventId(record) + " " + JsonSerde.MAPPER.writeValueAsString(record.value())));
        List<CourseChange> changes = reader().read(Topics.COURSE_CHANGES, all -> all.size() >= 2, limit);
        out.printf("%nThe topic %s, for who issues certificates:%n%n", Topics.COURSE_CHANGES.name());
        changes.forEach(change -> out.println("  " + JsonSerde.MAPPER.writeValueAsString(change)));
        checks.equal(
                "the second completion of the course has a ce_id of its own",
                2L,
                completions.stream().map(SecondAttempt::eventId).distinct().count());
        checks.equal(
                "certificates: the first completion is revoked, the second stays good",
                List.of("REVOKED 1", "ATTEMPT_STARTED 2"),
                changes.stream()
                        .map(change -> change.change() + " " + change.completion())
                        .toList());
    }

    private void showRows() throws SQLException {
        var stored = new StoredProgress(stack.postgres());
        int ended = SampleLms.REQUIRED_LESSONS.size() + 1;
        TextTable history = stored.history(ended, limit);
        TextTable now = stored.lessons(1, limit);
        out.printf("%nPostgreSQL, progress.lesson_progress, what is complete now:%n%n%s", now.render("  "));
        out.printf("%nPostgreSQL, progress.lesson_history, what was, and what ended it:%n%n%s", history.render("  "));
        checks.equal(
                "PostgreSQL has the second attempt's lesson as complete, and no other",
                List.of(FIRST),
                now.rows().stream().map(row -> row.get(1)).toList());
        checks.equal(
                "PostgreSQL has kept all that was ever completed",
                ended,
                history.rows().size());
    }

    private List<ConsumerRecord<String, CourseCompletion>> completions(int wanted) {
        return reader().records(Topics.COURSE_COMPLETIONS, all -> all.size() >= wanted, limit);
    }

    private static String eventId(ConsumerRecord<?, ?> record) {
        return new String(record.headers().lastHeader(CloudEvents.ID).value(), UTF_8);
    }

    private Attempt submit(String lesson) {
        return Attempt.send(
                new Attempt.Api(stack.ingestApi().url(), stack.tokens().learner(SampleLms.LEARNER)),
                "client 1",
                SampleLms.ENROLLMENT,
                lesson);
    }

    private String enrollment() {
        return stack.ingestApi().url() + "/v1/enrollments/" + SampleLms.ENROLLMENT;
    }

    private Map<String, String> headers(Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Prefer", "wait=10");
        headers.put("Authorization", "Bearer " + stack.tokens().administrator());
        return headers;
    }

    private static String field(Http.Answer answer, String name) {
        return answer.isJson() ? answer.json().path(name).asString("") : "";
    }

    private TopicReader reader() {
        return new TopicReader(stack.broker().bootstrapServers());
    }
}
