package dev.oncemark.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tokens that one stack's API takes, signed with a key of that stack. The key is kept with the stack's data, and made
 * where there is none; who can read it can act for everybody there, and nowhere else.
 */
public final class DevelopmentTokens {

    /** The public key's file, as PEM. */
    public static final String PUBLIC_KEY = "jwt-public.pem";

    private static final int HEAP_MIB = 48;

    /** It is done before the second compiler would have done anything. */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1");

    private final Path keys;
    private final Map<String, String> made = new HashMap<>();

    /** Of the stack that has its data in {@code stack}. */
    public DevelopmentTokens(Path stack) {
        this.keys = keys(stack.toAbsolutePath().normalize());
    }

    /** Where the key of the stack that has its data in {@code stack} lies. */
    public static Path keys(Path stack) {
        return stack.resolve("keys");
    }

    /** The public key's file, which is there once a key or a token was made. */
    public Path publicKey() {
        return keys.resolve(PUBLIC_KEY);
    }

    /** For a service, which may act for all learners; the same one each time. */
    public String service() {
        return token("--service");
    }

    /** For one learner, who may act for itself; the same one each time. */
    public String learner(String id) {
        return token("--learner", id);
    }

    private synchronized String token(String... whose) {
        return made.computeIfAbsent(String.join(" ", whose), of -> run("token", whose));
    }

    /** Makes the key where there is none. */
    synchronized void makeKey() {
        var unused = run("keys");
    }

    private String run(String command, String... words) {
        List<String> all = new ArrayList<>(new Jvm(keys, HEAP_MIB).app(OPTIONS, UnpackedApp.of(Address.API.part())));
        Stream.of(command, "--keys", keys.toString()).forEach(all::add);
        all.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(all)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the ingest-api's command " + command + " failed");
            }
            return printed;
        } catch (IOException refused) {
            throw new IllegalStateException("cannot run the ingest-api's command " + command, refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a key or a token was made", stopped);
        }
    }
}
