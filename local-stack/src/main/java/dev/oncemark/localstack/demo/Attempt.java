package dev.oncemark.localstack.demo;

import dev.oncemark.localstack.Http;
import java.util.Locale;
import java.util.Map;

/**
 * One client's wish to have a lesson marked complete, and what it was answered.
 *
 * @param millis how long the client waited for its verdict
 */
record Attempt(String client, String enrollmentId, String lessonId, Http.Answer answer, double millis) {

    /** Where to send to, and the token to send. */
    record Api(String url, String token) {}

    /** Sends it and waits up to ten seconds for the verdict. */
    static Attempt send(Api api, String client, String enrollmentId, String lessonId) {
        long start = System.nanoTime();
        Http.Answer answer = Http.post(
                api.url() + "/v1/enrollments/" + enrollmentId + "/completions",
                "{\"lessonId\": \"" + lessonId + "\"}",
                Map.of("Prefer", "wait=10", "Authorization", "Bearer " + api.token()));
        return new Attempt(client, enrollmentId, lessonId, answer, (System.nanoTime() - start) / 1e6);
    }

    boolean isAccepted() {
        return answer.status() == 201 && field("status").equals("ACCEPTED");
    }

    /** Refused since the request {@code original} had completed the lesson, at {@code completedAt}. */
    boolean isAlreadyCompletedBy(String original, String completedAt) {
        return answer.status() == 409
                && field("originalRequestId").equals(original)
                && field("completedAt").equals(completedAt);
    }

    String requestId() {
        return field("requestId");
    }

    String verdict() {
        if (isAccepted()) {
            return "accepted";
        }
        return field("originalRequestId").isEmpty() ? field("status") : "already completed";
    }

    /** A field of the answer; empty where it has none. */
    String field(String name) {
        return answer.isJson() ? answer.json().path(name).asString("") : "";
    }

    String waited() {
        return String.format(Locale.ROOT, "%.0f ms", millis);
    }
}
