package dev.oncemark.sink.platform;

import dev.oncemark.platform.Check;
import dev.oncemark.platform.ConnectorSettings;
import dev.oncemark.platform.PlatformTable;
import dev.oncemark.platform.PostgresPlatform;
import dev.oncemark.platform.Problem;
import dev.oncemark.platform.Slot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one look at Kafka Connect and the platform's PostgreSQL found. */
final class Findings {

    private static final Set<Check> OF_CONNECT = EnumSet.of(Check.CONNECTOR_MISSING, Check.CONNECTOR_FAILED);

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();
    private final Set<Check> made = EnumSet.noneOf(Check.class);
    private List<PlatformTable> tables = List.of();
    private @Nullable Slot slot;
    private @Nullable ConnectorSettings settings;

    void addConnector(@Nullable ConnectorSettings found, List<Problem> ofConnector) {
        made.addAll(OF_CONNECT);
        problems.addAll(ofConnector);
        settings = found;
    }

    void addPlatform(PostgresPlatform platform) {
        made.addAll(EnumSet.complementOf(EnumSet.copyOf(OF_CONNECT)));
        problems.addAll(platform.problems());
        tables = platform.tables();
        slot = platform.slot();
    }

    /** @param whom who did not answer, and why */
    void addUnanswered(String whom) {
        unanswered.add(whom);
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> unanswered() {
        return unanswered;
    }

    /** Those that could be made, whether or not something was wrong. */
    Set<Check> made() {
        return made;
    }

    List<PlatformTable> tables() {
        return tables;
    }

    @Nullable
    Slot slot() {
        return slot;
    }

    /** As the connector is set up now; null if it is not there or Connect did not answer. */
    @Nullable
    ConnectorSettings settings() {
        return settings;
    }
}
