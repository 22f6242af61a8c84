package dev.oncemark.tokens;

import dev.oncemark.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keys}, for containers: the API wants the public key before the first token is asked for. */
@Command(name = "keys", hidden = true, description = "Make the key that tokens are signed with, where there is none.")
public final class KeysCommand implements Subcommand {

    @Mixin
    private final KeysDirectory directory = new KeysDirectory();

    @Override
    public Integer call() {
        directory.keys().make();
        return 0;
    }
}
