package dev.oncemark.chaos.faults;

import static dev.oncemark.chaos.faults.Breakage.frozen;
import static dev.oncemark.chaos.faults.Breakage.killed;
import static dev.oncemark.chaos.faults.Breakage.network;
import static dev.oncemark.chaos.faults.Fault.Affects.ACKNOWLEDGEMENTS;
import static dev.oncemark.chaos.faults.Fault.Affects.RESULTS;
import static dev.oncemark.chaos.faults.Fault.Affects.ROWS;
import static dev.oncemark.chaos.faults.Fault.Room.EVERYWHERE;
import static dev.oncemark.chaos.faults.Fault.Room.PERIPHERY;
import static dev.oncemark.chaos.faults.Fault.Room.STREAMS_APP;

import dev.oncemark.chaos.installation.ProxiedStack;
import dev.oncemark.chaos.proxy.Weather;
import dev.oncemark.localstack.Stack;
import java.time.Duration;

/** Every way to break the stack, and to put it right again. docs/reliability.md has each of them by its text. */
public enum Fault {
    STREAMS_APP_KILLED("streams-app killed", STREAMS_APP, RESULTS, killed(Stack::streamsApp)),
    STREAMS_APP_FROZEN("streams-app frozen", STREAMS_APP, RESULTS, frozen(Stack::streamsApp)),
    SINK_KILLED("sink killed", PERIPHERY, ROWS, killed(Stack::sink)),
    SINK_FROZEN("sink frozen", PERIPHERY, ROWS, frozen(Stack::sink)),
    INGEST_API_KILLED("ingest-api killed", PERIPHERY, ACKNOWLEDGEMENTS, killed(Stack::ingestApi)),
    INGEST_API_FROZEN("ingest-api frozen", PERIPHERY, ACKNOWLEDGEMENTS, frozen(Stack::ingestApi)),
    // Nobody waits for it but who has just enrolled.
    CONNECT_KILLED("connect killed", PERIPHERY, RESULTS, killed(Stack::connect)),
    CONNECT_FROZEN("connect frozen", PERIPHERY, RESULTS, frozen(Stack::connect)),
    POSTGRES_KILLED("postgres killed", PERIPHERY, ROWS, killed(Stack::postgres)),
    POSTGRES_FROZEN("postgres frozen", PERIPHERY, ROWS, frozen(Stack::postgres)),
    POSTGRES_STOPPED_AT_ONCE(
            "postgres stopped at once (pg_ctl -m immediate)",
            PERIPHERY,
            ROWS,
            new Breakage(
                    Breaker::quitPostgres,
                    breaker -> breaker.start(breaker.stack().postgres()))),
    KAFKA_KILLED("kafka killed", PERIPHERY, ACKNOWLEDGEMENTS, killed(Stack::broker)),
    KAFKA_FROZEN("kafka frozen", PERIPHERY, ACKNOWLEDGEMENTS, frozen(Stack::broker)),
    FROZEN_WHILE_A_ROW_COMES(
            "streams-app frozen while a row comes",
            EVERYWHERE,
            RESULTS,
            new Breakage(
                    LateRow::inject, breaker -> breaker.thaw(breaker.stack().streamsApp()), LateRow.FREEZE)),
    ONE_OF_TWO_KILLED(
            "one of two streams-apps killed",
            STREAMS_APP,
            RESULTS,
            new Breakage(Breaker::killOneOfTwo, Breaker::backToOneStreamsApp)),
    ONE_OF_TWO_FENCED(
            "one of two streams-apps frozen until fenced",
            STREAMS_APP,
            RESULTS,
            new Breakage(Breaker::freezeOneOfTwo, Breaker::thawOneOfTwo, Breaker.FENCED)),
    BOTH_RESTARTED(
            "both streams-apps restarted",
            STREAMS_APP,
            RESULTS,
            new Breakage(
                    Breaker::stopBothOfTwo,
                    breaker -> breaker.start(breaker.stack().streamsApp()))),
    KAFKA_SLOW("kafka slow", PERIPHERY, RESULTS, network(ProxiedStack::toKafka, Lines.SLOW)),
    KAFKA_CUT("kafka connections cut", PERIPHERY, RESULTS, network(ProxiedStack::toKafka, Lines.CUTTING)),
    KAFKA_HALF_OPEN(
            "kafka connections half open", PERIPHERY, RESULTS, network(ProxiedStack::toKafka, Weather.silence())),
    KAFKA_GONE("kafka out of reach", PERIPHERY, RESULTS, network(ProxiedStack::toKafka, Weather.gone())),
    POSTGRES_SLOW("postgres slow", PERIPHERY, ROWS, network(ProxiedStack::toPostgres, Lines.SLOW)),
    POSTGRES_CUT("postgres connections cut", PERIPHERY, ROWS, network(ProxiedStack::toPostgres, Lines.CUTTING)),
    POSTGRES_HALF_OPEN(
            "postgres connections half open", PERIPHERY, ROWS, network(ProxiedStack::toPostgres, Weather.silence())),
    POSTGRES_GONE("postgres out of reach", PERIPHERY, ROWS, network(ProxiedStack::toPostgres, Weather.gone())),
    DISK_FULL(
            "disk of the streams-app full",
            STREAMS_APP,
            RESULTS,
            new Breakage(Breaker::restartWithoutRoom, Breaker::makeRoom, Duration.ofSeconds(5)));

    private final String text;
    private final Room room;
    private final Affects affects;

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final Breakage breakage;

    Fault(String text, Room room, Affects affects, Breakage breakage) {
        this.text = text;
        this.room = room;
        this.affects = affects;
        this.breakage = breakage;
    }

    /** Where a fault happens. Those of different rooms may come at the same time. */
    public enum Room {
        STREAMS_APP,
        PERIPHERY,
        /** Anywhere: whatever it does not break it needs. */
        EVERYWHERE
    }

    /** What a fault keeps from happening, so that its return is the recovery. */
    public enum Affects {
        RESULTS,
        ROWS,
        ACKNOWLEDGEMENTS
    }

    private static final class Lines {
        static final Weather SLOW = Weather.slow(Duration.ofMillis(150));
        static final Weather CUTTING = Weather.cutting(20_000);
    }

    /** As it is reported. */
    public String text() {
        return text;
    }

    public Room room() {
        return room;
    }

    public Affects affects() {
        return affects;
    }

    /** How long it has to last at least: one that needs a time-out to be seen needs as long. */
    public Duration shortest() {
        return breakage.shortest();
    }

    /** Whether this machine can have it: a disk is filled only where it is a small one of its own. */
    public boolean isPossible(ProxiedStack proxied) {
        return this != DISK_FULL || proxied.disk().isThere();
    }

    public void inject(Breaker breaker) {
        breakage.inject().accept(breaker);
    }

    public void heal(Breaker breaker) {
        breakage.heal().accept(breaker);
    }
}
