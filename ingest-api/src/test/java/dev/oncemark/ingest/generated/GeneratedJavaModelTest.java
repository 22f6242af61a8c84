package dev.oncemark.ingest.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oncemark.client.ApiClient;
import dev.oncemark.client.model.Outcome;
import dev.oncemark.client.model.Problem;
import dev.oncemark.client.model.ProblemType;
import dev.oncemark.client.model.Reason;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the generated Java client makes of the answers of a newer server. */
class GeneratedJavaModelTest {

    private static final ObjectMapper MAPPER = ApiClient.createDefaultObjectMapper();

    @Test
    void shouldReadAReasonThatItDoesNotKnow() throws IOException {
        String result = """
            {"requestId": "11111111-1111-4111-8111-111111111111", "enrollmentId": "e", "status": "REJECTED",
             "reason": "QUOTA", "occurredAt": "2026-01-02T03:04:05Z", "decidedAt": "2026-01-02T03:04:06Z",
             "origin": "API", "inTopic": "t", "inPartition": 0, "inOffset": 0, "new": {"a": 1}}\
            """;

        assertThat(MAPPER.readValue(result, Outcome.class).getVerdict().getReason())
                .isEqualTo(Reason.UNKNOWN_DEFAULT_OPEN_API);
    }

    @Test
    void shouldReadAProblemThatItDoesNotKnow() throws IOException {
        String problem = """
            {"type": "urn:oncemark:problem:new", "title": "t", "status": 409, "retryable": true, "new": [1]}\
            """;

        Problem read = MAPPER.readValue(problem, Problem.class);
        assertThat(read.getType()).isEqualTo(ProblemType.UNKNOWN_DEFAULT_OPEN_API);
        assertThat(read.getRetryable()).isTrue();
    }
}
