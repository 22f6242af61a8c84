package dev.oncemark.chaos.faults;

import dev.oncemark.localstack.Part;
import dev.oncemark.localstack.Signal;
import java.util.stream.Stream;

/** Freezes a part with all its processes: it does nothing, says nothing, and keeps its connections. */
final class Freeze {

    private Freeze() {}

    static void stop(Part part) {
        processes(part).forEach(Signal.STOP::send);
    }

    static void go(Part part) {
        processes(part).forEach(Signal.CONT::send);
    }

    private static Stream<ProcessHandle> processes(Part part) {
        return part.pid().stream()
                .mapToObj(ProcessHandle::of)
                .flatMap(java.util.Optional::stream)
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }
}
