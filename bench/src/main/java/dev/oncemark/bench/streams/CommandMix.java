package dev.oncemark.bench.streams;

import dev.oncemark.bench.streams.Workload.Item;
import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Random;
import java.util.UUID;

/**
 * A workload's requests, with commands evenly between. Each command is carried out: nine of ten take back a lesson that is
 * complete by then, the others begin their enrollment's next attempt. The same at each call.
 */
final class CommandMix implements Iterator<CompletionRequest> {

    private static final long SEED = 2;
    private static final int TRIES = 50;
    private static final int RESET_ONE_OF = 10;
    private static final long COMMAND_IDS = 0x4001L;

    private final Workload workload;
    private final Iterator<Item> order;
    private final Random random = new Random(SEED);
    private final BitSet complete;
    private final int[] attempts;
    private int completions;
    private int commands;
    private int asked;

    CommandMix(Workload workload) {
        this.workload = workload;
        this.order = workload.order();
        this.complete = new BitSet(workload.distinct());
        this.attempts = new int[workload.enrollments()];
    }

    @Override
    public boolean hasNext() {
        return order.hasNext() || commands < workload.commands();
    }

    @Override
    public CompletionRequest next() {
        boolean isDue = (long) commands * workload.requests() < (long) workload.commands() * completions;
        if (isDue || !order.hasNext()) {
            return command(commands++);
        }
        completions++;
        Item item = order.next();
        complete.set(item.number());
        asked = Math.max(asked, item.number() + 1);
        return workload.request(item);
    }

    private CompletionRequest command(int number) {
        if (random.nextInt(RESET_ONE_OF) > 0) {
            for (int tried = 0; tried < TRIES; tried++) {
                int chosen = random.nextInt(asked);
                if (complete.get(chosen)) {
                    complete.clear(chosen);
                    return command(number, chosen, new Command.Revoke(lesson(chosen), "MARKED_BY_MISTAKE", null));
                }
            }
        }
        int chosen = random.nextInt(asked);
        int enrollment = chosen % workload.enrollments();
        for (int lesson = enrollment; lesson < workload.distinct(); lesson += workload.enrollments()) {
            complete.clear(lesson);
        }
        return command(number, chosen, new Command.Reset(++attempts[enrollment] + 1, true, "RECERTIFICATION"));
    }

    private String lesson(int number) {
        return workload.lesson(new Item(number, 0, true));
    }

    private CompletionRequest command(int number, int about, Command command) {
        Instant time = Workload.TIME.plusMillis(completions);
        UUID id = new UUID(COMMAND_IDS | (long) number << 16, 0x8000_0000_0000_0000L);
        String enrollment = workload.enrollment(new Item(about, 0, true));
        return new CompletionRequest(
                id, enrollment, null, time, time, "bench", null, null, null, command, "administrator", null);
    }

    /** Which completions stand behind the last request. */
    static BitSet completeAtTheEnd(Workload workload) {
        CommandMix mix = new CommandMix(workload);
        while (mix.hasNext()) {
            mix.next();
        }
        return mix.complete;
    }
}
