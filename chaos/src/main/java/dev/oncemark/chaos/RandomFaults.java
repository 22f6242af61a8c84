package dev.oncemark.chaos;

import dev.oncemark.chaos.faults.Breaker;
import dev.oncemark.chaos.faults.Fault;
import dev.oncemark.chaos.faults.Fault.Room;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Every fault once, and again, in rounds whose order the seed gives. In most rounds, the first among them, they are short
 * and come thick and fast: each before the former's effect is over, those of the streams-app at the same time as those around
 * it. In every third each comes alone, so that what it does can be measured.
 */
final class RandomFaults {

    /** The second of so many rounds is a calm one. */
    private static final int CALM = 3;

    private static final Duration NO_DEADLINE = Duration.ofDays(1);

    private final List<Fault> faults;
    private final Breaker breaker;
    private final Random random;
    private final Watch watch;
    private final Queue<Episode> episodes = new ConcurrentLinkedQueue<>();

    RandomFaults(List<Fault> faults, Breaker breaker, Random random, Watch watch) {
        this.faults = List.copyOf(faults);
        this.breaker = breaker;
        this.random = random;
        this.watch = watch;
    }

    /** For so long, and until each fault has happened once. */
    List<Incident> run(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        crowded(System.nanoTime() + NO_DEADLINE.toNanos());
        for (int round = 1; System.nanoTime() < deadline; round++) {
            if (round % CALM == 1) {
                lane(List.of(Room.values()), Pace.CALM, deadline).run();
            } else {
                crowded(deadline);
            }
        }
        return episodes.stream().map(episode -> episode.incident(episodes)).toList();
    }

    private void crowded(long deadline) {
        Runnable around = lane(List.of(Room.PERIPHERY), Pace.BRISK, deadline);
        Runnable streamsApp = lane(List.of(Room.STREAMS_APP), Pace.BRISK, deadline);
        Runnable everywhere = lane(List.of(Room.EVERYWHERE), Pace.BRISK, deadline);
        var beside = CompletableFuture.runAsync(around, task -> new Thread(task, "faults-around").start());
        streamsApp.run();
        beside.join();
        everywhere.run();
        episodes.forEach(Episode::awaitRecovery);
    }

    /** The faults of some rooms, one after the other; their order does not depend on that of other lanes. */
    private Runnable lane(List<Room> rooms, Pace pace, long deadline) {
        Random own = new Random(random.nextLong());
        List<Fault> some = new ArrayList<>(
                faults.stream().filter(fault -> rooms.contains(fault.room())).toList());
        Collections.shuffle(some, own);
        return () -> {
            for (Fault fault : some) {
                if (System.nanoTime() < deadline) {
                    happen(fault, pace, own);
                }
            }
        };
    }

    private void happen(Fault fault, Pace pace, Random own) {
        Episode episode = new Episode(fault, watch);
        episodes.add(episode);
        episode.happen(breaker, pace.held(fault, own));
        if (pace.isAlone()) {
            episode.awaitRecovery();
        }
        Incident incident = episode.incident(episodes);
        System.err.println(pace.isAlone() ? incident.text() : incident.head());
        Sleep.of(pace.between(own));
    }
}
