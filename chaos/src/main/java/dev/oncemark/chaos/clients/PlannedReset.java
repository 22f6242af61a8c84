package dev.oncemark.chaos.clients;

import dev.oncemark.contracts.Ids;
import java.util.List;

/** An attempt that an administrator begins; the same number is the same request, whoever sends it. */
record PlannedReset(RequestKind kind, String enrollment, int attempt, boolean keepCompletion, int waitSeconds)
        implements ChaosRequest {

    @Override
    public String path() {
        return "/v1/enrollments/" + enrollment + "/attempts";
    }

    @Override
    public String body() {
        return "{\"attempt\":%d,\"keepCompletion\":%s,\"reason\":\"RECERTIFICATION\"}"
                .formatted(attempt, keepCompletion);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(new Subject(enrollment, null, Ids.requestIdOfAttempt(enrollment, attempt)));
    }
}
