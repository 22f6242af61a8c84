package dev.oncemark.chaos.load;

import dev.oncemark.chaos.watch.Pulse;
import dev.oncemark.verify.check.JournalLine;
import java.nio.file.Path;

/** What clients were told: counted, and those of whose requests the id is known written down. */
public final class Ledger implements AutoCloseable {

    private final JournalFile journal;
    private final Answers answers = new Answers();
    private final Pulse acknowledged = new Pulse();

    Ledger(Path file) {
        this.journal = new JournalFile(file);
    }

    void add(JournalLine line) {
        journal.add(line);
        if (line.isAcknowledged()) {
            acknowledged.beat(1);
        }
    }

    public Answers answers() {
        return answers;
    }

    /** When requests were acknowledged, and how many. */
    public Pulse acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {
        journal.close();
    }
}
