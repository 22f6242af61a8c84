package dev.oncemark.verify.check;

import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Topics;
import dev.oncemark.verify.history.Log;

/** What was told of an enrollment's course, and which record it is. */
sealed interface Told {

    /** The enrollment's accepted changes by then. */
    long sequence();

    /** Which of the enrollment's completions it is about, counted from 1. */
    int number();

    String topic();

    long offset();

    /** Its place, as it is shown to people. */
    default String at(Partition partition) {
        return new Log(topic(), partition.number()).at(offset());
    }

    /** The course is complete. */
    record Completed(String topic, long offset, CourseCompletion completion) implements Told {
        @Override
        public long sequence() {
            return completion.sequence();
        }

        @Override
        public int number() {
            return completion.number();
        }
    }

    /** A completion ended, stands again, or is not all that the course requires now. */
    record Changed(long offset, CourseChange change) implements Told {
        @Override
        public long sequence() {
            return change.sequence();
        }

        @Override
        public int number() {
            return change.completion();
        }

        @Override
        public String topic() {
            return Topics.COURSE_CHANGES.name();
        }
    }
}
