package dev.oncemark.chaos.clients;

/** What clients ask for; the report counts their answers by it. */
public enum RequestKind {
    COMPLETION("completions"),
    PLAIN("completions without a key"),
    OF_ATTEMPT("completions of a named attempt"),
    OFFLINE("batches of completions of a while ago"),
    REVOKE("take-backs"),
    REVOKE_ONE("take-backs of one acceptance"),
    WAIVE("waivers"),
    RESET("resets to the next attempt"),
    OLD_RESET("resets to an attempt that has begun"),
    EARLY_RESET("resets that skip an attempt");

    private final String text;

    RequestKind(String text) {
        this.text = text;
    }

    /** As in the report. */
    public String text() {
        return text;
    }
}
