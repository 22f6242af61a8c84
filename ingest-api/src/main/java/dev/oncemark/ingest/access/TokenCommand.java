package dev.oncemark.ingest.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oncemark.contracts.Ids;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * For development: makes a key pair and prints tokens signed with it. Real tokens come from a real issuer, which keeps
 * its private key to itself.
 */
public final class TokenCommand {

    /** The key's file that the API is told of by {@code oncemark.auth.public.key.file}. */
    static final String PUBLIC_KEY = "jwt-public.pem";

    static final String PRIVATE_KEY = "jwt-private.pem";

    private static final String USAGE = """
            usage: keys --keys DIRECTORY
                   token --keys DIRECTORY --learner ID
                   token --keys DIRECTORY --service [--name NAME]

            keys makes a key in the directory where there is none; token does so too, and prints a token signed with it.
            --hours N     how long the token is good for: 12, unless told otherwise
            --issuer I, --audience A   its iss and aud: oncemark, unless told otherwise""";
    private static final List<String> OPTIONS = List.of("keys", "learner", "name", "hours", "issuer", "audience");
    private static final String HOURS = "12";
    private static final int MAX_HOURS = 24 * 366;
    private static final int RSA_BITS = 2048;

    private TokenCommand() {}

    /** Whether the arguments are for this command, and not for the app. */
    public static boolean isMeant(String[] arguments) {
        return arguments.length > 0 && List.of("keys", "token").contains(arguments[0]);
    }

    /** Exit code: 0, or 2 where the arguments cannot be used. */
    public static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
        if (List.of(arguments).contains("--help")) {
            out.println(USAGE);
            return 0;
        }
        try {
            Map<String, String> options = options(arguments);
            Path keys = Path.of(required(options, "keys"));
            if (arguments[0].equals("keys")) {
                makeKeys(keys);
            } else {
                out.println(token(keys, options));
            }
            return 0;
        } catch (IllegalArgumentException unusable) {
            err.println(arguments[0] + ": " + unusable.getMessage() + "; --help says how it is used");
            return 2;
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int at = 1; at < arguments.length; at++) {
            String name = arguments[at].startsWith("--") ? arguments[at].substring(2) : "";
            if (name.equals("service")) {
                options.put(name, "");
            } else if (OPTIONS.contains(name) && at + 1 < arguments.length) {
                options.put(name, arguments[++at]);
            } else {
                throw new IllegalArgumentException("'" + arguments[at] + "' is not understood");
            }
        }
        return options;
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    /** Makes the pair where there is none; the private key is its owner's only. */
    private static void makeKeys(Path directory) throws IOException, NoSuchAlgorithmException {
        Path privateKey = directory.resolve(PRIVATE_KEY);
        if (Files.exists(privateKey) && Files.exists(directory.resolve(PUBLIC_KEY))) {
            return;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        KeyPair pair = generator.generateKeyPair();
        Files.createDirectories(directory);
        Files.deleteIfExists(privateKey);
        Files.createFile(
                privateKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(privateKey, PemKeys.pem(pair.getPrivate()));
        Files.writeString(directory.resolve(PUBLIC_KEY), PemKeys.pem(pair.getPublic()));
    }

    private static String subject(boolean service, Map<String, String> options) {
        if (service == options.containsKey("learner")) {
            throw new IllegalArgumentException("either --learner ID or --service has to be there");
        }
        String subject = service ? options.getOrDefault("name", "development-service") : required(options, "learner");
        String problem = Ids.problem(subject);
        if (problem != null) {
            throw new IllegalArgumentException("the id " + problem);
        }
        return subject;
    }

    private static int hours(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_HOURS) {
            throw new IllegalArgumentException("--hours has to be a whole number from 1 to " + MAX_HOURS);
        }
        return Integer.parseInt(text);
    }

    private static String token(Path keys, Map<String, String> options)
            throws IOException, JOSEException, NoSuchAlgorithmException {
        boolean service = options.containsKey("service");
        String subject = subject(service, options);
        Instant now = Instant.now();
        Duration good = Duration.ofHours(hours(options.getOrDefault("hours", HOURS)));
        var claims = new JWTClaimsSet.Builder()
                .issuer(options.getOrDefault("issuer", "oncemark"))
                .audience(options.getOrDefault("audience", "oncemark"))
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(good)))
                .claim("scope", service ? Scope.SERVICE.text() : Scope.WRITE.text() + " " + Scope.READ.text())
                .build();
        makeKeys(keys);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(PemKeys.privateKey(Files.readString(keys.resolve(PRIVATE_KEY)))));
        return token.serialize();
    }
}
