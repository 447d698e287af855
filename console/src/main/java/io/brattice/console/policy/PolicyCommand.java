package io.brattice.console.policy;

import io.brattice.console.people.SignRulebook;
import io.brattice.console.people.VerifyRulebook;
import io.brattice.console.terminal.Terminal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code brattice policy}: the parent of the commands about rulebooks. */
@Command(
        name = "policy",
        description = "Check, test, explain, prove and sign rulebooks.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class PolicyCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private PolicyCommand() {}

    /** With all its commands, each a class of its own. */
    public static CommandLine at(Terminal terminal) {
        return new CommandLine(new PolicyCommand())
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new TestCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new ProveCommand(new FilesHere()))
                .addSubcommand(new BacktestCommand(terminal, new FilesHere()))
                .addSubcommand(new SuggestCommand(terminal, new FilesHere()))
                .addSubcommand(new SignRulebook(terminal))
                .addSubcommand(new VerifyRulebook());
    }

    @Override
    public void run() {
        CommandLine here = Objects.requireNonNull(spec, "spec").commandLine();
        here.usage(here.getOut());
    }
}
