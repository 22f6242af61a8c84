package dev.oncemark.chaos.faults;

import dev.oncemark.chaos.clients.Platform;
import dev.oncemark.chaos.installation.ProxiedStack;
import dev.oncemark.chaos.installation.Supervisor;
import dev.oncemark.localstack.ManagedProcess;
import dev.oncemark.localstack.Signal;
import dev.oncemark.localstack.Stack;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Breaks parts of a stack and puts them right, so that its supervisor does not do it first. */
public final class Breaker {

    /** Longer than the session time-out of the streams-app: it is fenced by then. */
    static final Duration FENCED = Duration.ofSeconds(13);

    private final ProxiedStack proxied;
    private final Supervisor supervisor;
    private final Platform platform;

    public Breaker(ProxiedStack proxied, Supervisor supervisor, Platform platform) {
        this.proxied = proxied;
        this.supervisor = supervisor;
        this.platform = platform;
    }

    ProxiedStack proxied() {
        return proxied;
    }

    Stack stack() {
        return proxied.stack();
    }

    Platform platform() {
        return platform;
    }

    void kill(ManagedProcess part) {
        supervisor.leave(part);
        part.kill();
    }

    private void stop(ManagedProcess part) {
        supervisor.leave(part);
        part.stop();
    }

    void start(ManagedProcess part) {
        supervisor.start(part);
    }

    /** With all its processes: it does nothing, says nothing, and keeps its connections. */
    void freeze(ManagedProcess part) {
        processes(part).forEach(Signal.STOP::send);
    }

    void thaw(ManagedProcess part) {
        processes(part).forEach(Signal.CONT::send);
    }

    private static Stream<ProcessHandle> processes(ManagedProcess part) {
        return part.pid().stream()
                .mapToObj(ProcessHandle::of)
                .flatMap(Optional::stream)
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    void quitPostgres() {
        ManagedProcess postgres = stack().postgres();
        supervisor.leave(postgres);
        postgres.signal(Signal.QUIT);
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (postgres.isAlive() && System.nanoTime() < deadline) {
            Sleep.of(Duration.ofMillis(50));
        }
        postgres.kill();
    }

    void killOneOfTwo() {
        startSecond();
        kill(stack().streamsApp());
    }

    void freezeOneOfTwo() {
        startSecond();
        freeze(stack().streamsApp());
    }

    void stopBothOfTwo() {
        startSecond();
        stop(stack().streamsApp());
        stop(proxied.secondStreamsApp());
    }

    private void startSecond() {
        supervisor.start(proxied.secondStreamsApp());
    }

    void backToOneStreamsApp() {
        start(stack().streamsApp());
        stop(proxied.secondStreamsApp());
    }

    void thawOneOfTwo() {
        thaw(stack().streamsApp());
        stop(proxied.secondStreamsApp());
    }

    /** What is in memory only would hide it: it has to write while it starts, and dies of it again and again. */
    void restartWithoutRoom() {
        proxied.disk().fill();
        stack().streamsApp().kill();
    }

    void makeRoom() {
        proxied.disk().empty();
        supervisor.awaitReady(stack().streamsApp());
    }
}
