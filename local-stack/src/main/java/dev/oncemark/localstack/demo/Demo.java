package dev.oncemark.localstack.demo;

import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Stack;
import dev.oncemark.localstack.TextTable;
import dev.oncemark.localstack.TopicReader;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Plays the race of old on a stack that is ready and empty, prints what each client was told, what PostgreSQL has and what
 * the topic of course completions says; then takes back and begins again; and checks all of it.
 */
public final class Demo {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int RACES = 3;

    private final Stack stack;
    private final PrintStream out;
    private final Checks checks = new Checks();

    public Demo(Stack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
    }

    /** How many checks failed. */
    public int run() throws SQLException {
        loadLms();
        List<Attempt> accepted = race();
        accepted.addAll(finishCourse());
        showCourseCompletion();
        showRows(accepted);
        new SecondAttempt(stack, out, checks, LIMIT).play();
        out.println();
        checks.lines().forEach(out::println);
        return checks.failed();
    }

    private void loadLms() throws SQLException {
        long start = System.nanoTime();
        SampleLms.load(stack.postgres());
        List<JsonNode> rows =
                reader().read(Topics.LMS_ENROLLMENTS, found -> found.size() >= SampleLms.ENROLLMENTS, LIMIT);
        out.printf(
                "%nA sample LMS, 3 courses, 8 lessons, 4 enrollments, written by SQL; it came through Debezium in %d ms.%n",
                (System.nanoTime() - start) / 1_000_000);
        checks.equal("every enrollment came through Debezium", SampleLms.ENROLLMENTS, rows.size());
    }

    private List<Attempt> race() {
        out.printf(
                "%n%d clients post the same completion at the same instant, for each of %d lessons:%n%n",
                Race.CLIENTS, RACES);
        List<Attempt> accepted = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (String lesson : SampleLms.REQUIRED_LESSONS.subList(0, RACES)) {
            Race race = Race.run(api(), SampleLms.ENROLLMENT, lesson);
            race.attempts().forEach(attempt -> table.add(row(attempt)));
            accepted.addAll(race.accepted());
            check(race);
        }
        out.print(new TextTable(
                        List.of("lesson", "client", "HTTP", "verdict", "request", "completed by", "waited"), table)
                .render("  "));
        return accepted;
    }

    private void check(Race race) {
        checks.equal(race.lessonId() + ": accepted once", 1, race.accepted().size());
        checks.equal(
                race.lessonId() + ": the others were told which request had completed it, and when",
                (long) Race.CLIENTS - 1,
                race.alreadyCompleted());
        checks.equal(
                race.lessonId() + ": no client saw an error of the server",
                0L,
                race.attempts().stream()
                        .filter(attempt -> attempt.answer().status() >= 500)
                        .count());
    }

    private static List<String> row(Attempt attempt) {
        String by = attempt.isAccepted() ? "itself" : shortened(attempt.field("originalRequestId"));
        return List.of(
                attempt.lessonId(),
                attempt.client(),
                String.valueOf(attempt.answer().status()),
                attempt.verdict(),
                shortened(attempt.requestId()),
                by,
                attempt.waited());
    }

    private static String shortened(String id) {
        return id.isEmpty() ? "-" : id.substring(0, Math.min(8, id.length()));
    }

    private List<Attempt> finishCourse() {
        out.printf("%nThe rest of the course:%n%n");
        List<Attempt> attempts = SampleLms.REQUIRED_LESSONS.subList(RACES, SampleLms.REQUIRED_LESSONS.size()).stream()
                .map(lesson -> Attempt.send(api(), "client 1", SampleLms.ENROLLMENT, lesson))
                .toList();
        attempts.forEach(attempt -> out.printf(
                "  %s: %s %s after %s%n",
                attempt.lessonId(), attempt.answer().status(), attempt.verdict(), attempt.waited()));
        checks.equal(
                "the last required lesson was accepted", true, attempts.stream().allMatch(Attempt::isAccepted));
        return attempts;
    }

    private void showCourseCompletion() {
        out.printf("%nA course that changed completes nobody until it has been quiet, here for 5 s.%n");
        List<CourseCompletion> found =
                reader().read(Topics.COURSE_COMPLETIONS, completions -> !completions.isEmpty(), LIMIT);
        // Time for a second one to come, if there were one.
        List<CourseCompletion> all =
                reader().read(Topics.COURSE_COMPLETIONS, completions -> completions.size() > 1, Duration.ofSeconds(1));
        out.printf("%nThe topic %s, as a notification service reads it:%n%n", Topics.COURSE_COMPLETIONS.name());
        found.forEach(completion -> out.println("  " + JsonSerde.MAPPER.writeValueAsString(completion)));
        checks.equal(
                "one course completion, for the enrollment that finished",
                List.of(SampleLms.ENROLLMENT),
                all.stream().map(CourseCompletion::enrollmentId).toList());
        checks.equal(
                "it is the learner's, though the course was not quiet yet",
                List.of(Origin.API),
                all.stream().map(CourseCompletion::origin).toList());
    }

    private void showRows(List<Attempt> accepted) throws SQLException {
        var stored = new StoredProgress(stack.postgres());
        TextTable rows = stored.lessons(accepted.size(), LIMIT);
        out.printf("%nPostgreSQL, progress.lesson_progress:%n%n%s", rows.render("  "));
        Set<String> wanted = accepted.stream()
                .map(attempt -> attempt.lessonId() + " by " + attempt.requestId())
                .collect(Collectors.toSet());
        Set<String> found = rows.rows().stream()
                .map(row -> row.get(1) + " by " + row.get(2))
                .collect(Collectors.toSet());
        checks.equal("PostgreSQL has the accepted completions, each with its request, and no others", wanted, found);
        checks.equal(
                "PostgreSQL has one row for each", accepted.size(), rows.rows().size());
        checks.equal("PostgreSQL has the course completion", List.of(SampleLms.ENROLLMENT), stored.courses(LIMIT));
    }

    /** As the learner whose enrollment it is. */
    private Attempt.Api api() {
        return new Attempt.Api(stack.ingestApi().url(), stack.tokens().learner(SampleLms.LEARNER));
    }

    private TopicReader reader() {
        return new TopicReader(stack.broker().bootstrapServers());
    }
}
