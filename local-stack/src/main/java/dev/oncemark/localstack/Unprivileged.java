package dev.oncemark.localstack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Where this JVM does, as in a container, its programs run in a user namespace in
 * which they are nobody while their files stay root's, or, where that is not allowed, as the user nobody with the right
 * to pass over file permissions. Both replace themselves by the program: its process id is the one that Java knows.
 */
final class Unprivileged {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> NOBODY = List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=+dac_override,+fowner",
            "--ambient-caps=+dac_override,+fowner");

    private Unprivileged() {}

    static List<String> command(List<String> program) {
        List<String> words = new ArrayList<>(Prefix.WORDS);
        words.addAll(program);
        return words;
    }

    /** Whether files have to belong to nobody, for PostgreSQL to take them. */
    static boolean ownedByNobody() {
        return Prefix.WORDS.equals(NOBODY);
    }

    private static final class Prefix {
        static final List<String> WORDS = choose();

        private static List<String> choose() {
            if (!System.getProperty("user.name").equals("root")) {
                return List.of();
            }
            return works(NAMESPACE) ? NAMESPACE : NOBODY;
        }

        private static boolean works(List<String> prefix) {
            List<String> words = new ArrayList<>(prefix);
            words.add("true");
            try {
                return new ProcessBuilder(words).start().waitFor() == 0;
            } catch (IOException missing) {
                return false;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
