package dev.oncemark.platform;

/**
 * Something that has to be mended.
 *
 * @param object the slot, publication, table or connector
 * @param text what is wrong and how it is mended, in a sentence or two
 */
public record Problem(Check check, String object, String text) {

    @Override
    public String toString() {
        return object + ": " + text;
    }
}
