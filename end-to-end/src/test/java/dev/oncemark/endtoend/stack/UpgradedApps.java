package dev.oncemark.endtoend.stack;

import dev.oncemark.localstack.App;
import dev.oncemark.localstack.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Two instances of each app, each of which can be replaced by another version of it on the same data and port. */
public final class UpgradedApps implements AutoCloseable {

    private static final int OF_EACH = 2;

    private final List<App> running;

    /** In the order in which they are upgraded: sinks, ingest-apis, streams-apps. */
    UpgradedApps(dev.oncemark.localstack.Stack stack, Path version) {
        this.running = new ArrayList<>(List.of(
                stack.sink().ofVersion(version),
                stack.anotherSink(Ports.free()).ofVersion(version),
                stack.ingestApi().ofVersion(version),
                stack.anotherIngestApi(Ports.free()).ofVersion(version),
                stack.streamsApp().ofVersion(version),
                stack.anotherStreamsApp(Ports.free()).ofVersion(version)));
    }

    public void start() {
        CompletableFuture.allOf(running.stream()
                        .map(app -> CompletableFuture.runAsync(app::start, task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    public List<App> running() {
        return List.copyOf(running);
    }

    public List<App> ingestApis() {
        return List.copyOf(running.subList(OF_EACH, 2 * OF_EACH));
    }

    /** Stops the one and starts the other in its place, which is ready when this returns. */
    public void replace(App old, App with) {
        int at = running.indexOf(old);
        old.stop();
        running.set(at, with);
        with.start();
    }

    @Override
    public void close() {
        running.forEach(App::stop);
    }
}
