package dev.oncemark.chaos.faults;

import static dev.oncemark.chaos.faults.Fault.Affects.ACKNOWLEDGEMENTS;
import static dev.oncemark.chaos.faults.Fault.Affects.RESULTS;
import static dev.oncemark.chaos.faults.Fault.Affects.ROWS;
import static dev.oncemark.chaos.faults.Fault.Room.AROUND;
import static dev.oncemark.chaos.faults.Fault.Room.EVERYWHERE;
import static dev.oncemark.chaos.faults.Fault.Room.STREAMS_APP;

import dev.oncemark.chaos.Supervisor;
import dev.oncemark.chaos.Target;
import dev.oncemark.chaos.faults.Fault.Affects;
import dev.oncemark.chaos.faults.Fault.Room;
import dev.oncemark.chaos.load.Platform;
import dev.oncemark.chaos.proxy.Proxy;
import dev.oncemark.chaos.proxy.Weather;
import dev.oncemark.localstack.Part;
import dev.oncemark.localstack.Signal;
import dev.oncemark.localstack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every fault that this machine can have. */
public final class AllFaults {

    /** Longer than the session time-out of the streams-app: it is fenced by then. */
    private static final long FENCED = 13_000;

    private final Target target;
    private final Supervisor supervisor;
    private final List<Fault> all = new ArrayList<>();

    public AllFaults(Target target, Supervisor supervisor, Platform platform) {
        this.target = target;
        this.supervisor = supervisor;
        Stack stack = target.stack();
        part(stack.streamsApp(), STREAMS_APP, RESULTS);
        part(stack.sink(), AROUND, ROWS);
        part(stack.ingestApi(), AROUND, ACKNOWLEDGEMENTS);
        // Nobody waits for it but who has just enrolled.
        part(stack.connect(), AROUND, RESULTS);
        part(stack.postgres(), AROUND, ROWS);
        part(stack.broker(), AROUND, ACKNOWLEDGEMENTS);
        all.add(new Fault(
                "postgres stopped at once (pg_ctl -m immediate)",
                AROUND,
                ROWS,
                0,
                this::quitPostgres,
                () -> up(stack.postgres())));
        all.add(new Fault(
                "streams-app frozen while a row comes",
                EVERYWHERE,
                RESULTS,
                LateRow.FREEZE,
                () -> LateRow.inject(stack, platform),
                () -> Freeze.go(stack.streamsApp())));
        twoStreamsApps();
        network("kafka", target.toKafka(), RESULTS);
        network("postgres", target.toPostgres(), ROWS);
        if (target.disk().isThere()) {
            all.add(new Fault(
                    "disk of the streams-app full",
                    STREAMS_APP,
                    RESULTS,
                    5_000,
                    this::restartWithoutRoom,
                    this::makeRoom));
        }
    }

    /** Each whose name contains {@code text}, once. */
    public List<Fault> list(String text) {
        return all.stream().filter(fault -> fault.name().contains(text)).toList();
    }

    private void part(Part part, Room room, Affects affects) {
        all.add(new Fault(part.name() + " killed", room, affects, 0, () -> kill(part), () -> up(part)));
        all.add(new Fault(part.name() + " frozen", room, affects, 0, () -> Freeze.stop(part), () -> Freeze.go(part)));
    }

    private void kill(Part part) {
        supervisor.leave(part);
        part.kill();
    }

    private void stop(Part part) {
        supervisor.leave(part);
        part.stop();
    }

    private void up(Part part) {
        supervisor.start(part);
    }

    private void quitPostgres() {
        Part postgres = target.stack().postgres();
        supervisor.leave(postgres);
        postgres.signal(Signal.QUIT);
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (postgres.isAlive() && System.nanoTime() < deadline) {
            dev.oncemark.localstack.Pauses.sleep(Duration.ofMillis(50));
        }
        postgres.kill();
    }

    private void twoStreamsApps() {
        Part first = target.stack().streamsApp();
        Part second = target.secondStreamsApp();
        all.add(new Fault(
                "one of two streams-apps killed", STREAMS_APP, RESULTS, 0, withSecond(() -> kill(first)), () -> {
                    up(first);
                    stop(second);
                }));
        all.add(new Fault(
                "one of two streams-apps frozen until fenced",
                STREAMS_APP,
                RESULTS,
                FENCED,
                withSecond(() -> Freeze.stop(first)),
                () -> {
                    Freeze.go(first);
                    stop(second);
                }));
        all.add(new Fault(
                "both streams-apps restarted",
                STREAMS_APP,
                RESULTS,
                0,
                withSecond(() -> {
                    stop(first);
                    stop(second);
                }),
                () -> up(first)));
    }

    private Runnable withSecond(Runnable fault) {
        return () -> {
            supervisor.start(target.secondStreamsApp());
            fault.run();
        };
    }

    private void network(String name, Proxy proxy, Affects affects) {
        Runnable clear = () -> proxy.weather(Weather.CLEAR);
        weather(name + " slow", proxy, Weather.slow(Duration.ofMillis(150)), affects, clear);
        weather(name + " connections cut", proxy, Weather.cutting(20_000), affects, clear);
        weather(name + " connections half open", proxy, Weather.silence(), affects, clear);
        weather(name + " out of reach", proxy, Weather.gone(), affects, clear);
    }

    private void weather(String name, Proxy proxy, Weather weather, Affects affects, Runnable clear) {
        all.add(new Fault(name, AROUND, affects, 0, () -> proxy.weather(weather), clear));
    }

    /** What is in memory only would hide it: it has to write while it starts, and dies of it again and again. */
    private void restartWithoutRoom() {
        target.disk().fill();
        target.stack().streamsApp().kill();
    }

    private void makeRoom() {
        target.disk().empty();
        supervisor.awaitReady(target.stack().streamsApp());
    }
}
