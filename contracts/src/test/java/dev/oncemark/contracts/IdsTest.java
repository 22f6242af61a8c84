package dev.oncemark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
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
