package io.brattice.console;

import io.brattice.console.assess.Assess;
import io.brattice.console.audit.AuditCommand;
import io.brattice.console.conformance.ConformanceCommand;
import io.brattice.console.demo.Demo;
import io.brattice.console.doctor.Doctor;
import io.brattice.console.journal.JournalCommand;
import io.brattice.console.mcp.McpCommand;
import io.brattice.console.people.Approve;
import io.brattice.console.people.Deny;
import io.brattice.console.people.Keys;
import io.brattice.console.people.Pending;
import io.brattice.console.policy.PolicyCommand;
import io.brattice.console.report.ReportCommand;
import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Diff;
import io.brattice.console.undo.Prune;
import io.brattice.console.undo.Rewind;
import io.brattice.console.undo.Sessions;
import io.brattice.console.undo.Undo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point of the brattice command line. */
@Command(
        name = "brattice",
        description = "One gate in front of every tool an AI agent may call.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Demo.class, Assess.class})
public final class Main implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return commandLine(Terminal.ofThisProcess());
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new Main())
                .addSubcommand(new Sessions(terminal))
                .addSubcommand(new Diff(terminal))
                .addSubcommand(new Undo(terminal))
                .addSubcommand(new Rewind(terminal))
                .addSubcommand(new Prune(terminal))
                .addSubcommand(new Doctor(terminal))
                .addSubcommand(JournalCommand.at(terminal))
                .addSubcommand(new Pending(terminal))
                .addSubcommand(new Approve(terminal))
                .addSubcommand(new Deny(terminal))
                .addSubcommand(Keys.at(terminal))
                .addSubcommand(PolicyCommand.at(terminal))
                .addSubcommand(new ConformanceCommand())
                .addSubcommand(new ReportCommand(terminal))
                .addSubcommand(new AuditCommand(terminal))
                .addSubcommand(McpCommand.at(terminal))
                // Words like `@scope/server` are names of packages, not files to read words from.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(new Misunderstanding())
                .setExecutionExceptionHandler((error, command, parsed) -> {
                    command.getErr().println("brattice: " + error);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public void run() {
        CommandLine here = Objects.requireNonNull(spec, "spec").commandLine();
        here.usage(here.getOut());
    }
}
