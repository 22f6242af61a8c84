package dev.oncemark.verify.check;

import java.util.Locale;

/** What a history can be found guilty of. Each constant says what would have had to be true. */
public enum Violation {
    RESULT_MISSING("every request record has a result or a dead letter, or waits"),
    RESULT_TWICE("no request record has more than one result or dead letter"),
    RESULT_WITHOUT_REQUEST("every result is of a request record, or of an imported row, that exists"),
    RESULT_OF_UNREADABLE("a record that cannot be read has a dead letter, no result"),
    DEAD_LETTER_OF_READABLE("a record that can be read has a result, no dead letter"),
    RESULT_UNREADABLE("every result, course completion and outline can be read, and its key is what it is about"),
    RESULT_DIFFERS_FROM_REQUEST("a result repeats its request's ids and time"),
    RESULTS_OUT_OF_ORDER("a lesson's results come in the order of its requests, a command's between those around it"),
    EVENT_ID_WRONG("an event's id and type follow from what it is about"),
    EVENT_ID_TWICE("no two events have the same id"),

    ACCEPTED_TWICE("a lesson of an enrollment is accepted once, and again only when that has ended"),
    SEQUENCE_BROKEN("an enrollment's accepted changes are counted from 1 without a gap"),
    STANDING_WRONG("an accepted change says how many of the required lessons are complete by it"),
    ACCEPTED_WRONGLY("what was accepted could be: active enrollment, its owner, a lesson of its course"),
    REJECTED_WRONGLY("what was rejected had to be, for the reason that is given"),
    REPLAYED_WRONGLY("what was called a replay repeats the very request that completed the lesson or was carried out"),
    ORIGINAL_WRONG("who comes second is told which request completed the lesson, and when"),
    REJECTED_TOO_EARLY("a request waits the whole grace period for a row that is missing"),
    REJECTED_THOUGH_KNOWN("a request whose missing row comes within the grace period is not rejected for it"),
    CATALOG_VERSION_WRONG("a result's catalog version exists, and an enrollment's never go back"),
    ATTEMPT_WRONG("a completion counts for the attempt that it is of, and for no other"),
    REVOKED_WRONGLY("what was taken back was complete, by the request that was meant; its result says what ended"),
    WAIVED_WRONGLY("what was waived was asked to be, and is a lesson of the course"),
    RESET_WRONGLY("an attempt that began was the next one; its result says what ended"),
    IMPORT_WRONG("an imported result repeats its row, which is later than what was taken back"),
    IMPORT_MISSING("every imported row of a known lesson has completed it"),

    COURSE_COMPLETED_TWICE("an enrollment's course is completed once, and again only when that ended or anew"),
    COURSE_COMPLETION_MISSING("an enrollment with every required lesson has its course completed"),
    COURSE_COMPLETION_LATE("a course is completed with its last required lesson"),
    COURSE_COMPLETED_WRONGLY("a completed course had every required lesson completed by then"),
    COURSE_COMPLETED_UNREAD("a course is not completed while a row of its enrollment cannot be read"),
    COURSE_COMPLETION_DIFFERS("a course completion says what the enrollment and the outline say"),
    COURSE_CHANGE_MISSING("what became of a course completion is told: by which command or outline, and once"),
    COURSE_CHANGE_UNFOUNDED(
            "a course change follows from a command, or from an outline and its policy, in every field"),
    OUTLINES_DIFFER("every partition has the same outlines"),
    OUTLINE_NEVER_SETTLED("an outline that changed settles when its course has been quiet"),
    OUTLINE_DIFFERS_FROM_CATALOG("the latest outlines are what the LMS's rows say"),

    ROW_MISSING("PostgreSQL has a row for every accepted result that stands and that the sink has stored"),
    ROW_WITHOUT_RESULT("every row of PostgreSQL is of an accepted result that stands and that the sink has stored"),
    ROW_DIFFERS("a row says what its result says, in every column"),
    HISTORY_MISSING("PostgreSQL's history has every accepted result that has ended"),
    HISTORY_DIFFERS("a row of history says what its result says, and what ended it, in every column"),
    COMMAND_ROW_MISSING("PostgreSQL has a row for every command that was carried out"),
    COMMAND_ROW_DIFFERS("a command's row says what its result says, in every column"),
    COURSE_ROW_MISSING("PostgreSQL has a row for every course completion that the sink has stored"),
    COURSE_ROW_WITHOUT_COMPLETION("every row is of a course completion that the sink has stored"),
    COURSE_ROW_DIFFERS("a row says what its course completion says, in every column"),
    CHANGE_ROW_MISSING("PostgreSQL has a row for every course change that the sink has stored"),
    CHANGE_ROW_DIFFERS("a row says what its course change says, in every column"),
    STORED_BEYOND_THE_END("the sink has stored nothing beyond the end of a topic"),

    TRANSACTION_LEFT_OPEN("no transaction is open for longer than any may be"),
    LEFT_BEHIND("nothing is left to be read, decided or stored"),

    ACKNOWLEDGED_REQUEST_MISSING("every request that HTTP acknowledged is in the topic"),
    ANSWER_DIFFERS("a verdict that HTTP told is the verdict in the topic");

    private final String promise;

    Violation(String promise) {
        this.promise = promise;
    }

    /** As it is shown and tested for: {@code result-missing}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What holds where there is no such violation. */
    public String promise() {
        return promise;
    }
}
