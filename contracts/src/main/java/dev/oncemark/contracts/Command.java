package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator asks for besides a completion: an object in a request, whose {@code type} is the name of its
 * {@link Kind}. It names its lesson itself, so that a reader that knows no commands cannot mistake the request for a
 * completion: to that reader the request lacks a lesson, and is a dead letter.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.Revoke.class, name = "REVOKE"),
    @JsonSubTypes.Type(value = Command.Waive.class, name = "WAIVE"),
    @JsonSubTypes.Type(value = Command.Reset.class, name = "RESET")
})
public sealed interface Command {

    /** The kinds of commands. */
    enum Kind {
        /** Takes back that a lesson is complete. */
        REVOKE,
        /** Counts a lesson as complete that the learner need not do. */
        WAIVE,
        /** Begins the next attempt: no lesson of the enrollment is complete any more. */
        RESET,
        /** One that this version does not know: a newer writer has it. Read from a topic, never written to one. */
        @JsonEnumDefaultValue
        UNRECOGNIZED
    }

    /** Why a lesson is waived: the four reasons of cmi5 (section 9.5.5.2, "reason"). */
    enum Waiver {
        /** The learner has shown elsewhere that the lesson's subject is known. */
        TESTED_OUT,
        /** The learner has done an equivalent lesson. */
        EQUIVALENT_AU,
        /** The learner has done something equivalent outside the platform. */
        EQUIVALENT_OUTSIDE_ACTIVITY,
        /** An administrator decided so. */
        ADMINISTRATIVE,
        /** One that this version does not know: a newer writer has it. Read from a topic, never written to one. */
        @JsonEnumDefaultValue
        UNRECOGNIZED
    }

    /** What a reason code looks like. There is no free text: it could be about a person, and is kept for a month. */
    Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    /** Its kind. */
    @JsonIgnore
    Kind kind();

    /** Why, as a code; of a waiver, the {@link Waiver}'s name. */
    @JsonIgnore
    String code();

    /** The lesson that it is about, or null where it is about the enrollment. */
    @Nullable
    @JsonIgnore
    String about();

    /** What {@code cases} makes of this kind of command. */
    <R> R match(Cases<R> cases);

    /** One case for each kind of command. */
    interface Cases<R> {
        R revoke(Revoke command);

        R waive(Waive command);

        R reset(Reset command);
    }

    /**
     * Takes back that the lesson is complete, be it done or waived.
     *
     * @param reason a code, {@link #REASON}
     * @param revokes the request whose acceptance is meant; absent where it is whichever stands
     */
    record Revoke(String lessonId, String reason, @Nullable UUID revokes) implements Command {
        public Revoke {
            Ids.require("command.lessonId", lessonId);
            requireCode(reason);
        }

        @Override
        public Kind kind() {
            return Kind.REVOKE;
        }

        @Override
        public String code() {
            return reason;
        }

        @Override
        public String about() {
            return lessonId;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.revoke(this);
        }
    }

    /** Counts the lesson as complete. */
    record Waive(String lessonId, Waiver reason) implements Command {
        public Waive {
            Ids.require("command.lessonId", lessonId);
            if (requireField("command.reason", reason) == Waiver.UNRECOGNIZED) {
                throw new IllegalArgumentException("command.reason is none of the reasons for a waiver");
            }
        }

        @Override
        public Kind kind() {
            return Kind.WAIVE;
        }

        @Override
        public String code() {
            return reason.name();
        }

        @Override
        public String about() {
            return lessonId;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.waive(this);
        }
    }

    /**
     * Begins an attempt.
     *
     * @param attempt the number of the attempt that is to begin, counted from 1, which every enrollment is in at first. It
     *     is absolute, so that the same command sent twice cannot reset twice
     * @param keepCompletion whether a course completion of the attempt before stands; true where it is absent
     * @param reason a code, {@link #REASON}
     */
    record Reset(int attempt, @Nullable Boolean keepCompletion, String reason) implements Command {
        public Reset {
            if (attempt < 1) {
                throw new IllegalArgumentException("command.attempt is less than 1");
            }
            keepCompletion = keepCompletion == null || keepCompletion;
            requireCode(reason);
        }

        /** Whether a course completion of the attempt before stands. */
        public boolean keepsCompletion() {
            return !Boolean.FALSE.equals(keepCompletion);
        }

        @Override
        public Kind kind() {
            return Kind.RESET;
        }

        @Override
        public String code() {
            return reason;
        }

        @Override
        public @Nullable String about() {
            return null;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reset(this);
        }
    }

    private static void requireCode(@Nullable String reason) {
        if (!REASON.matcher(requireField("command.reason", reason)).matches()) {
            throw new IllegalArgumentException("command.reason is not a code such as MARKED_BY_MISTAKE");
        }
    }
}
