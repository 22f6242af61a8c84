package dev.oncemark.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What brought a change about. */
public enum Origin {
    /** A client's request. */
    API,
    /** A row of the LMS from before Oncemark. */
    IMPORT,
    /** A change of the catalog: only course completions have this origin, never a result. */
    CATALOG,
    /** One that this version does not know: a newer writer has it. Read from a topic, never written to one. */
    @JsonEnumDefaultValue
    UNRECOGNIZED;

    /** The origin of this name, as JSON and rows have it; {@link #UNRECOGNIZED} if there is none. */
    public static Origin of(String name) {
        for (Origin origin : values()) {
            if (origin.name().equals(name)) {
                return origin;
            }
        }
        return UNRECOGNIZED;
    }
}
