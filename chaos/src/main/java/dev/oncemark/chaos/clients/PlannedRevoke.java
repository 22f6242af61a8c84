package dev.oncemark.chaos.clients;

import dev.oncemark.contracts.Ids;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lesson that an administrator takes back, under one key however often it is sent.
 *
 * @param revokes the request whose acceptance is meant; null where it is whichever stands
 */
record PlannedRevoke(
        String enrollment,
        String lesson,
        String key,
        @Nullable UUID revokes,
        int waitSeconds) implements ChaosRequest {

    @Override
    public RequestKind kind() {
        return revokes == null ? RequestKind.REVOKE : RequestKind.REVOKE_ONE;
    }

    @Override
    public String method() {
        return "DELETE";
    }

    @Override
    public String path() {
        String meant = revokes == null ? "" : "&revokes=" + revokes;
        return "/v1/enrollments/%s/lessons/%s/completion?reason=MARKED_BY_MISTAKE%s"
                .formatted(enrollment, lesson, meant);
    }

    @Override
    public String body() {
        return "";
    }

    @Override
    public List<Subject> subjects() {
        return List.of(new Subject(enrollment, lesson, Ids.requestIdOfKey(PlannedCommands.CALLER, key)));
    }
}
