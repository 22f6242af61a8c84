package dev.oncemark.ingest.health;

import dev.oncemark.contracts.CompletionResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** What people want to see at a glance: counts since the start of this instance, and what is going on now. */
public final class Activity {

    private final LongAdder stored = new LongAdder();
    private final LongAdder notStored = new LongAdder();
    private final Map<String, LongAdder> verdicts = new ConcurrentHashMap<>();
    private final IntSupplier waiting;
    private final IntSupplier following;
    private final IntSupplier undecided;

    /**
     * @param stored requests that the broker took
     * @param notStored requests that it did not take in time
     * @param verdicts results read, those of other instances too: by status, rejected ones by reason
     * @param waiting clients waiting for a verdict
     * @param following clients following an enrollment's events
     * @param undecided requests known to be undecided
     */
    public record Counts(
            long stored, long notStored, Map<String, Long> verdicts, int waiting, int following, int undecided) {}

    public Activity(IntSupplier waiting, IntSupplier following, IntSupplier undecided) {
        this.waiting = waiting;
        this.following = following;
        this.undecided = undecided;
    }

    /** The broker took a request, or did not. */
    public void written(boolean isStored) {
        (isStored ? stored : notStored).increment();
    }

    public long stored() {
        return stored.sum();
    }

    public long notStored() {
        return notStored.sum();
    }

    public void read(CompletionResult result) {
        String verdict = result.reason() == null
                ? result.status().name()
                : result.reason().name();
        verdicts.computeIfAbsent(verdict, kind -> new LongAdder()).increment();
    }

    public Counts counts() {
        Map<String, Long> byVerdict = new TreeMap<>();
        verdicts.forEach((verdict, count) -> byVerdict.put(verdict, count.sum()));
        return new Counts(
                stored.sum(),
                notStored.sum(),
                byVerdict,
                waiting.getAsInt(),
                following.getAsInt(),
                undecided.getAsInt());
    }
}
