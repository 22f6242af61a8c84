package dev.oncemark.bench.streams;

import dev.oncemark.bench.measure.MeasuredProcess;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is measured.
 *
 * @param built where another version of the streams-app was built, which is the candidate then; null for this version
 */
record Candidate(Contestant contestant, @Nullable Path built) {

    String title() {
        return contestant.title + (built == null ? "" : " of before");
    }

    String group(int round) {
        return "bench-%d-%s%s"
                .formatted(
                        round,
                        contestant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        built == null ? "" : "-before");
    }

    String output(int round) {
        return contestant.output(group(round));
    }

    MeasuredProcess start(String input, long requests, String bootstrap, int round, Path directory) {
        return built == null
                ? contestant.start(input, requests, bootstrap, group(round), directory)
                : Contestant.streamsApp(built, bootstrap, group(round), directory);
    }
}
