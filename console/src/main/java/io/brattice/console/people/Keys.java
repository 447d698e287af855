package io.brattice.console.people;

import io.brattice.console.terminal.Terminal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code brattice keys}: the keys that people sign answers with, and who they are. */
@Command(
        name = "keys",
        description =
                "Make and list keys that answers are signed with; sign the file of people, and revoke keys in it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Keys implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private Keys() {}

    /** With its subcommands, at this terminal. */
    public static CommandLine at(Terminal terminal) {
        return at(terminal, Passphrases.ofTerminal());
    }

    static CommandLine at(Terminal terminal, Passphrases passphrases) {
        return new CommandLine(new Keys())
                .addSubcommand(new KeysNew(terminal, passphrases))
                .addSubcommand(new KeysList(terminal))
                .addSubcommand(new KeysRevoke(terminal, passphrases))
                .addSubcommand(new KeysSign(terminal, passphrases));
    }

    @Override
    public void run() {
        CommandLine here = Objects.requireNonNull(spec, "spec").commandLine();
        here.usage(here.getOut());
    }
}
