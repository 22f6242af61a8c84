package dev.oncemark.contracts;

/** What brought a change about. */
public enum Origin {
    /** A client's request. */
    API,
    /** A row of the LMS from before Oncemark. */
    IMPORT,
    /** A change of the catalog: only course completions have this origin, never a result. */
    CATALOG
}
