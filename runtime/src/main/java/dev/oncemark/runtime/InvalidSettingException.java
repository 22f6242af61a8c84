package dev.oncemark.runtime;

/** A setting that is missing or cannot be used; the message names it, its variable and what it has to be. */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** @param problem what is wrong, such as {@code is not set} */
    public InvalidSettingException(String name, String problem) {
        super(named(name) + " " + problem);
    }

    /** Settings that do not go together; {@code message} names each. */
    public InvalidSettingException(String message) {
        super(message);
    }

    /** The setting as people know it: {@code oncemark.http.port (ONCEMARK_HTTP_PORT)}. */
    public static String named(String name) {
        return name.startsWith(Settings.PREFIX) ? name + " (" + Settings.variable(name) + ")" : name;
    }
}
