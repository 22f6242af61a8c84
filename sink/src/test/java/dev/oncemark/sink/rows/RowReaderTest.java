package dev.oncemark.sink.rows;

import static dev.oncemark.contracts.CourseChange.Change.ATTEMPT_STARTED;
import static dev.oncemark.contracts.CourseChange.Change.CONTENT_CHANGED;
import static dev.oncemark.contracts.CourseChange.Change.REVOKED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.CommandRow;
import dev.oncemark.schema.CourseChangeRow;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.LessonRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    private static final String RESULT = """
            {"requestId":"3f2504e0-4f89-11d3-9a0c-0305e82c3301","enrollmentId":"e","lessonId":"l","courseId":"c",\
            "status":"ACCEPTED","completedAt":"2026-01-31T10:20:30.123Z","sequence":1,\
            "occurredAt":"2026-01-31T10:20:30.123Z","decidedAt":"2026-01-31T10:20:30.123Z","origin":"API",\
            "catalogVersion":3,"inTopic":"t","inPartition":2,"inOffset":4}""";

    private final RowBatch rows = new RowBatch(LessonRow.TABLE);
    private final RowReader reader = new RowReader(LessonRow.TABLE);

    @Test
    void shouldGiveTheValuesOfAnyAcceptedResult() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            CompletionResult result = randomResult(random);
            Found found = read(bytes(result), i);
            assertThat(found).isEqualTo(result.waiver() == null ? Found.ROW : Found.ROW_AND_ANOTHER);
            assertThat(BinaryRow.values(rows, i)).isEqualTo(valuesOf(result));
            assertThat(rows.record(i)).isEqualTo(i);
        }
        assertThat(rows.size()).isEqualTo(2_000);
    }

    @Test
    void shouldGiveTheValuesOfAnyCourseCompletion() throws Exception {
        Random random = new Random(43);
        RowBatch courses = new RowBatch(CourseRow.TABLE);
        RowReader courseReader = new RowReader(CourseRow.TABLE);
        for (int i = 0; i < 500; i++) {
            CourseCompletion completion = new CourseCompletion(
                    text(random),
                    text(random),
                    random.nextBoolean() ? text(random) : null,
                    time(random),
                    random.nextLong(),
                    random.nextInt(),
                    random.nextLong(),
                    random.nextBoolean() ? Origin.CATALOG : Origin.IMPORT,
                    null,
                    random.nextBoolean() ? null : random.nextInt(),
                    random.nextBoolean() ? null : random.nextInt());
            courseReader.read(Topics.COURSE_COMPLETIONS.serde().serialize("", completion));
            courseReader.addTo(courses, i);
            assertThat(BinaryRow.values(courses, i)).isEqualTo(valuesOf(completion));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"REJECTED", "REPLAYED"})
    void shouldPassOverAResultThatAcceptedNothing(Status status) throws Exception {
        Instant now = Instant.parse("2026-01-31T10:20:30.123Z");
        var subject = new Subject(UUID.randomUUID(), "e", "l", now, new RecordPosition("t", 0, 0));
        CompletionResult result = status == Status.REPLAYED
                ? CompletionResult.replayed(subject, Basis.unknown(now), now)
                : CompletionResult.rejected(subject, Basis.unknown(now), Reason.UNKNOWN_ENROLLMENT);

        assertThat(read(bytes(result), 0)).isEqualTo(Found.NONE);
        assertThat(rows.size()).isZero();
    }

    @Test
    void shouldTakeAStatusThatItDoesNotKnowForARejection() throws Exception {
        assertThat(read(utf8(RESULT.replace("ACCEPTED", "MERGED")), 0)).isEqualTo(Found.NONE);
        assertThat(rows.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REVOKED", "RESET"})
    void shouldLeaveWhatTakesBackToAnotherTable(String status) throws Exception {
        assertThat(read(utf8(RESULT.replace("ACCEPTED", status)), 0)).isEqualTo(Found.ANOTHER);
        assertThat(rows.size()).isZero();
    }

    /** Which a newer version may have. */
    @ParameterizedTest
    @CsvSource({"command, PARDON, ROW_AND_ANOTHER", "waiver, TOO_OLD, ROW", "origin, MERGE, ROW"})
    void shouldStoreWordsThatItDoesNotKnow(String field, String word, Found found) throws Exception {
        String result = RESULT.replace("}", ",\"%s\":\"%s\"}".formatted(field, word));

        assertThat(read(utf8(result), 0)).isEqualTo(found);
        assertThat(rows.size()).isOne();
    }

    @Test
    void shouldGiveTheValuesOfACommand() throws Exception {
        Instant now = Instant.parse("2026-01-31T10:20:30.123Z");
        var subject = new Subject(UUID.randomUUID(), "e", null, now, new RecordPosition("t", 1, 2));
        CompletionResult reset = CompletionResult.reset(subject, new Basis(now, "c", "u", 7L, 2), 9, 1)
                .of(new Command.Reset(2, false, "CHEATED"), "u-9");
        RowBatch commands = new RowBatch(CommandRow.TABLE);
        RowReader commandReader = new RowReader(CommandRow.TABLE);

        assertThat(commandReader.read(bytes(reset))).isEqualTo(Found.ROW);
        commandReader.addTo(commands, 0);
        assertThat(BinaryRow.values(commands, 0))
                .containsExactly(
                        "e",
                        9L,
                        "RESET",
                        "RESET",
                        null,
                        "c",
                        "u",
                        2,
                        reset.requestId(),
                        "u-9",
                        "CHEATED",
                        now,
                        now,
                        1,
                        7L,
                        "t",
                        1,
                        2L);
        assertThat(commands.text(0, 0)).isEqualTo("e");
        assertThat(commands.bigint(0, 1)).isEqualTo(9);
        assertThat(commands.bigint(0, 14)).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldGiveTheValuesOfACourseChange(CourseChange change) throws Exception {
        RowBatch rowsOfChanges = new RowBatch(CourseChangeRow.TABLE);
        RowReader changeReader = new RowReader(CourseChangeRow.TABLE);

        changeReader.read(Topics.COURSE_CHANGES.serde().serialize("", change));
        changeReader.addTo(rowsOfChanges, 0);
        assertThat(BinaryRow.values(rowsOfChanges, 0))
                .containsExactly(
                        Ids.eventIdOfCourseChange(change),
                        change.enrollmentId(),
                        change.courseId(),
                        change.learnerId(),
                        change.change().name(),
                        change.completion(),
                        change.attemptNumber(),
                        change.sequence(),
                        change.cause().name(),
                        change.requestId(),
                        change.commandReason(),
                        change.catalogVersion(),
                        change.missing(),
                        change.missingLessons(),
                        change.changedAt());
    }

    static List<CourseChange> changes() {
        Instant now = Instant.parse("2026-01-31T10:20:30.123Z");
        UUID request = UUID.randomUUID();
        List<String> missing = List.of("l-1", "\u00fcbung {\"2\"}", "");
        return List.of(
                new CourseChange("e", "c", "u", REVOKED, 1, null, 9, Cause.REVOKE, request, "X", 4L, 3, missing, now),
                new CourseChange(
                        "\u00e9",
                        "c",
                        null,
                        ATTEMPT_STARTED,
                        2,
                        3,
                        9,
                        Cause.RESET,
                        request,
                        "X",
                        null,
                        null,
                        null,
                        now),
                new CourseChange(
                        "e", "c", null, CONTENT_CHANGED, 2, 3, 9, Cause.CATALOG, null, null, 4L, 0, List.of(), now));
    }

    /** A newer version's change has the id that it has there. */
    @Test
    void shouldDeriveTheIdOfAChangeThatItDoesNotKnow() throws Exception {
        RowReader changeReader = new RowReader(CourseChangeRow.TABLE);
        RowBatch rowsOfChanges = new RowBatch(CourseChangeRow.TABLE);
        changeReader.read(utf8("""
                {"enrollmentId":"e","courseId":"c","change":"MERGED","completion":1,"sequence":7,"cause":"MERGER",\
                "catalogVersion":3,"changedAt":"2026-01-31T10:20:30.123Z"}"""));
        changeReader.addTo(rowsOfChanges, 0);

        assertThat(BinaryRow.values(rowsOfChanges, 0))
                .startsWith(Ids.eventIdOfCourseChange("MERGED", "e", "c", 7, 3), "e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"l\"", "[1]", "[\"l\",null]", "[[\"l\"]]", "[\"\\ud800\"]"})
    void shouldRefuseMissingLessonsThatAreNoTexts(String missing) {
        String change = """
                {"enrollmentId":"e","courseId":"c","change":"REVOKED","completion":1,"sequence":7,"cause":"REVOKE",\
                "missingLessons":%s,"changedAt":"2026-01-31T10:20:30.123Z"}""".formatted(missing);
        RowReader changeReader = new RowReader(CourseChangeRow.TABLE);

        assertThatThrownBy(() -> changeReader.read(utf8(change)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("missingLessons is no TEXT_ARRAY");
    }

    @Test
    void shouldTellWhenAResultWasDecided() throws Exception {
        reader.read(utf8(RESULT));
        assertThat(reader.decidedAt())
                .isEqualTo(Instant.parse("2026-01-31T10:20:30.123Z").toEpochMilli());
        reader.read(utf8(RESULT.replace("2026-01-31T10:20:30.123Z", "1969-12-31T23:59:59.9995Z")));
        assertThat(reader.decidedAt()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"unknown\":{\"a\":[1,{\"b\":2}],\"status\":\"x\"},", "\"learnerId\":null,", " \n\t"})
    void shouldPassOverWhatItDoesNotKnow(String inserted) throws Exception {
        assertThat(read(utf8("{" + inserted + RESULT.substring(1)), 0)).isEqualTo(Found.ROW);
        assertThat(BinaryRow.values(rows, 0)).startsWith("e", "l", "c", null);
    }

    @Test
    void shouldReadEscapes() throws Exception {
        read(utf8(RESULT.replace("\"e\"", "\"\\u00e4\\\"\\\\\\/\\ud83d\\ude00\"")), 0);
        assertThat(BinaryRow.values(rows, 0)).startsWith("ä\"\\/😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requestId",
                "enrollmentId",
                "lessonId",
                "courseId",
                "sequence",
                "completedAt",
                "occurredAt",
                "decidedAt",
                "origin",
                "inTopic",
                "inPartition",
                "inOffset"
            })
    void shouldRefuseAnAcceptedResultWithout(String field) {
        assertUnreadable(RESULT.replace("\"" + field + "\"", "\"other\""), field + " is missing");
        assertUnreadable(RESULT.replaceAll("\"" + field + "\":(\"[^\"]*\"|\\d+)", "\"" + field + "\":null"), field);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"sequence\":1`, `\"sequence\":\"1\"`, sequence is no BIGINT",
                "`\"sequence\":1`, `\"sequence\":1.5`, sequence is no BIGINT",
                "`\"sequence\":1`, `\"sequence\":9223372036854775808`, not JSON",
                "`\"inPartition\":2`, `\"inPartition\":2147483648`, not JSON",
                "`\"enrollmentId\":\"e\"`, `\"enrollmentId\":7`, enrollmentId is no TEXT",
                "`\"enrollmentId\":\"e\"`, `\"enrollmentId\":[\"e\"]`, enrollmentId is no TEXT",
                "`\"enrollmentId\":\"e\"`, `\"enrollmentId\":\"\\ud800\"`, enrollmentId is no TEXT",
                "`3f2504e0-4f89`, `3g2504e0-4f89`, requestId is no UUID",
                "`3f2504e0-4f89`, `3f2504e04-f89`, requestId is no UUID",
                "`3f2504e0-4f89`, `3f2504e0-4f-9`, requestId is no UUID",
                "`2026-01-31T`, `2026-02-30T`, completedAt is no TIMESTAMPTZ",
                "`2026-01-31T`, `+999999999-01-31T`, completedAt is no TIMESTAMPTZ",
                "`\"status\":\"ACCEPTED\"`, `\"status\":5`, status is missing",
                "`\"status\"`, `\"stato\"`, status is missing",
            })
    void shouldRefuse(String part, String replacement, String problem) {
        assertUnreadable(RESULT.replace(part, replacement), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "\"text\"", "null", "{", "{\"a\":1", "{}{}", "{\"status\":\"ACCEPTED\"} x"})
    void shouldRefuseWhatIsNoJsonObject(String json) {
        assertUnreadable(json, "");
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        byte[] json = utf8(RESULT.replace("\"e\"", "\"eeee\""));
        json[RESULT.indexOf("\"e\"") + 1] = (byte) 0xc3;
        assertThatThrownBy(() -> read(json, 0)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void shouldRefuseATombstone() {
        assertThatThrownBy(() -> read(null, 0))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("there is no value");
    }

    @Test
    void shouldGoOnAfterAnUnreadableRecord() throws Exception {
        assertUnreadable("{\"learnerId\":\"left over\",", "");
        read(utf8(RESULT), 1);
        assertThat(BinaryRow.values(rows, 0)).startsWith("e", "l", "c", null);
    }

    private Found read(byte @Nullable [] json, int record) throws UnreadableRecordException {
        Found found = reader.read(json);
        if (found.isRow()) {
            reader.addTo(rows, record);
        }
        return found;
    }

    private void assertUnreadable(String json, String problem) {
        int before = rows.size();
        assertThatThrownBy(() -> read(utf8(json), 0))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(problem);
        assertThat(rows.size()).isEqualTo(before);
    }

    private static CompletionResult randomResult(Random random) {
        var subject = new Subject(
                new UUID(random.nextLong(), random.nextLong()),
                text(random),
                text(random),
                time(random),
                new RecordPosition(text(random), random.nextInt(), random.nextLong()));
        var basis = new Basis(
                time(random),
                text(random),
                random.nextBoolean() ? text(random) : null,
                random.nextBoolean() ? random.nextLong() : null,
                random.nextBoolean() ? 1 : random.nextInt());
        if (random.nextInt(4) == 0) {
            var waive = new Command.Waive("l", random.nextBoolean() ? Waiver.TESTED_OUT : Waiver.ADMINISTRATIVE);
            return CompletionResult.accepted(subject, basis, random.nextLong(), null)
                    .of(waive, text(random));
        }
        return random.nextBoolean()
                ? CompletionResult.accepted(subject, basis, random.nextLong(), null)
                : CompletionResult.imported(subject, basis, random.nextLong(), null);
    }

    private static List<@Nullable Object> valuesOf(CompletionResult r) {
        return Arrays.asList(
                r.enrollmentId(),
                r.lessonId(),
                r.courseId(),
                r.learnerId(),
                r.requestId(),
                r.sequence(),
                r.completedAt(),
                r.occurredAt(),
                r.decidedAt(),
                r.origin().name(),
                r.catalogVersion(),
                r.inTopic(),
                r.inPartition(),
                r.inOffset(),
                r.attemptNumber(),
                r.waiver() == null ? null : r.waiver().name());
    }

    private static List<@Nullable Object> valuesOf(CourseCompletion c) {
        return Arrays.asList(
                c.enrollmentId(),
                c.number(),
                c.courseId(),
                c.learnerId(),
                c.completedAt(),
                c.catalogVersion(),
                c.requiredLessons(),
                c.sequence(),
                c.origin().name(),
                c.attemptNumber());
    }

    /** Mostly plain, sometimes with whatever Unicode has. */
    private static String text(Random random) {
        int length = 1 + random.nextInt(40);
        return random.nextInt(10) > 0
                ? "id-" + random.nextInt(1 << 20)
                : random.ints(length, 1, 0x11000)
                        .filter(c -> !Character.isSurrogate((char) c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static Instant time(Random random) {
        long milli = random.nextLong(-30_000_000_000_000L, 200_000_000_000_000L);
        return random.nextBoolean() ? Instant.ofEpochMilli(milli) : Instant.ofEpochSecond(milli / 1_000);
    }

    private static byte[] bytes(CompletionResult result) {
        return java.util.Objects.requireNonNull(
                Topics.COMPLETION_RESULTS.serde().serialize("", result));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
