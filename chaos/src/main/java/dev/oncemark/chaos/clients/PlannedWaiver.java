package dev.oncemark.chaos.clients;

import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.Ids;
import java.util.List;

/** A lesson that an administrator waives; the same words are the same request. */
record PlannedWaiver(String enrollment, String lesson, Waiver reason, int waitSeconds) implements ChaosRequest {

    @Override
    public RequestKind kind() {
        return RequestKind.WAIVE;
    }

    @Override
    public String method() {
        return "PUT";
    }

    @Override
    public String path() {
        return "/v1/enrollments/" + enrollment + "/lessons/" + lesson + "/waiver";
    }

    @Override
    public String body() {
        return "{\"reason\":\"" + reason + "\"}";
    }

    @Override
    public List<Subject> subjects() {
        return List.of(new Subject(
                enrollment, lesson, Ids.requestIdOfWaiver(PlannedCommands.CALLER, enrollment, lesson, reason)));
    }
}
