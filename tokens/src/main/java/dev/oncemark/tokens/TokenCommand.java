package dev.oncemark.tokens;

import dev.oncemark.cli.Range;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.cli.WrongCallException;
import dev.oncemark.contracts.Ids;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./oncemark token}. */
@Command(
        name = "token",
        description =
                "Print a token that the API of \"up\" takes, signed with the key in .oncemark/keys, and nothing else.",
        footer = {"", "  TOKEN=$(./oncemark token --service)", "  curl -H \"Authorization: Bearer $TOKEN\" ..."})
public final class TokenCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Mixin
    private final KeysDirectory directory = new KeysDirectory();

    @Option(
            names = "--learner",
            paramLabel = "ID",
            description = "For one learner, who submits and reads for its own enrollments only.")
    private @Nullable String learner;

    @Option(names = "--service", description = "For a service, which may act for all learners.")
    private boolean service;

    @Option(names = "--admin", description = "For an administrator, who may also take back, waive, and begin attempts.")
    private boolean admin;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Tells services and administrators apart. Default: development-service, development-admin.")
    private @Nullable String name;

    @Option(names = "--hours", paramLabel = "N", defaultValue = "12", description = "How long the token is good for.")
    @Range(min = 1, max = 24 * 366)
    private int hours;

    @Option(names = "--issuer", paramLabel = "I", defaultValue = "oncemark", description = "Its iss.")
    private String issuer = "";

    @Option(names = "--audience", paramLabel = "A", defaultValue = "oncemark", description = "Its aud.")
    private String audience = "";

    @Option(
            names = "--claim",
            paramLabel = "NAME=TEXT",
            description = "A claim beside these, as identity providers have them. May be repeated.")
    private Map<String, String> others = Map.of();

    @Override
    public Integer call() {
        TokenClaims claims = claims().issued(issuer, audience, Duration.ofHours(hours), others);
        command.commandLine().getOut().println(claims.signed(directory.keys()));
        return 0;
    }

    private TokenClaims claims() {
        String id = learner;
        if (Stream.of(id != null, service, admin).filter(given -> given).count() != 1) {
            throw new WrongCallException("either --learner ID, --service or --admin has to be there");
        }
        if (id != null) {
            return checked("--learner", TokenClaims.learner(id));
        }
        String given = Objects.requireNonNullElse(name, admin ? "development-admin" : "development-service");
        return checked("--name", admin ? TokenClaims.administrator(given) : TokenClaims.service(given));
    }

    private static TokenClaims checked(String option, TokenClaims claims) {
        String problem = Ids.problem(claims.subject());
        if (problem != null) {
            throw new WrongCallException(option + " " + problem);
        }
        return claims;
    }
}
