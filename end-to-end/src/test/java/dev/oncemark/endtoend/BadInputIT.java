package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.endtoend.Client.Answer;
import dev.oncemark.endtoend.stack.Stack;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(StackExtension.class)
class BadInputIT {

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("not JSON", "{\"lessonId\": ", "application/json", 400, ""),
                Arguments.of("no lesson", "{}", "application/json", 400, "lessonId"),
                Arguments.of("an empty lesson", "{\"lessonId\": \"\"}", "application/json", 400, "lessonId"),
                Arguments.of("256 characters", lesson("x".repeat(256)), "application/json", 400, "lessonId"),
                Arguments.of("a fraction", "{\"lessonId\": 7.5}", "application/json", 400, "lessonId"),
                Arguments.of(
                        "an unknown field", "{\"lessonId\": \"l\", \"grade\": 1}", "application/json", 400, "grade"),
                Arguments.of("text", lesson("l"), "text/plain", 415, ""),
                Arguments.of("65 KiB", lesson("x".repeat(65 << 10)), "application/json", 413, "65536"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void shouldSayWhatIsWrong(String name, String body, String type, int status, String named, Stack stack) {
        Answer answer = new Client(stack).post("some-enrollment", body, type, 0).join();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.response().body()).contains(named);
    }

    private static String lesson(String id) {
        return "{\"lessonId\": \"" + id + "\"}";
    }
}
