package dev.oncemark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void shouldDeriveTheSameIdForEver() {
        // Worked out with Python's uuid.uuid5: these values must never change.
        assertThat(Ids.NAMESPACE).isEqualTo(UUID.fromString("e9a404f4-d0db-556a-96b7-ce9a26557a2a"));
        assertThat(Ids.eventIdOfAcceptance("e-1", "l-1"))
                .isEqualTo(UUID.fromString("7630b9c4-390b-5431-a737-d1c8b6138a4d"));
        assertThat(Ids.requestIdOfImport("e-1", "l-1"))
                .isEqualTo(UUID.fromString("16e4903c-8135-5f70-9acd-042f9cb5ac07"));
        assertThat(Ids.requestIdOfWaiver("admin-ui", "e-1", "l-1", Command.Waiver.TESTED_OUT))
                .isEqualTo(UUID.fromString("98304139-d5c3-571a-9062-2ff9837b24f3"));
        assertThat(Ids.requestIdOfAttempt("e-1", 2)).isEqualTo(UUID.fromString("bc23edfc-6051-5fbc-842b-5791f336e26b"));
        assertThat(Ids.eventIdOfLaterAcceptance("e-1", "l-1", 9))
                .isEqualTo(UUID.fromString("e76dd898-3f32-580a-a9bd-203b6c1f4b0c"));
        assertThat(Ids.eventIdOfVerdict(new RecordPosition("completion-requests", 7, 101)))
                .isEqualTo(UUID.fromString("300bdad0-e73e-5b25-83bc-3c6a4d47e5cd"));
    }

    @Test
    void shouldDeriveTheIdsOfWhatBecomesOfACourseForEver() {
        assertThat(Ids.eventIdOfCourseCompletion("e-1", 1))
                .isEqualTo(Ids.eventIdOfCourseCompletion("e-1"))
                .isEqualTo(UUID.fromString("857e8526-d9f7-5b1e-add7-e2f3547b5e0f"));
        assertThat(Ids.eventIdOfCourseCompletion("e-1", 2))
                .isEqualTo(UUID.fromString("4f7ab940-32f9-5064-b572-a8fd399c33d0"));
        assertThat(Ids.eventIdOfCourseChange(change(Change.REVOKED, 4L)))
                .isEqualTo(UUID.fromString("718d6fa1-5cd8-583b-9b62-61e718ccf82e"));
        assertThat(Ids.eventIdOfCourseChange(change(Change.ATTEMPT_STARTED, null)))
                .isEqualTo(UUID.fromString("4a50cd94-32b2-5cdd-a21f-d616d6aae20c"));
    }

    private static CourseChange change(Change change, @Nullable Long version) {
        return new CourseChange(
                "e-1", "c-1", "u", change, 1, null, 9, Cause.RESET, null, null, version, null, null, Instant.EPOCH);
    }

    @Test
    void shouldNotLetPartsRunIntoEachOther() {
        assertThat(Ids.requestIdOfKey("ab", "c")).isNotEqualTo(Ids.requestIdOfKey("a", "bc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "tab\t", "\u001f", "\ud800", "x\udc00", "\u0085"})
    void shouldRefuseWhatCannotBeAnId(String id) {
        assertThat(Ids.problem(id)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "a b", "\u00e9", "\ud83d\ude00", "c6a1f8a2-7d7e-4b52-8f0e-000000000000"})
    void shouldTakeAnyOtherText(String id) {
        assertThat(Ids.problem(id)).isNull();
    }

    @Test
    void shouldTakeExactlyAsManyCharactersAsPromised() {
        assertThat(Ids.problem("x".repeat(255))).isNull();
        assertThat(Ids.problem("x".repeat(256))).contains("255");
    }
}
