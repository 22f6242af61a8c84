package dev.oncemark.streams.enrollment;

/**
 * An enrollment's imported rows that wait for their lessons to be in the outline.
 *
 * @param waiting whether there are any
 * @param triedUnder the version of the outline under which they were last looked at; 0 for none
 */
public record ImportState(boolean waiting, long triedUnder) {

    static final ImportState NONE = new ImportState(false, 0);

    public ImportState {
        triedUnder = waiting ? triedUnder : 0;
    }
}
