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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
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
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofThisProcess();
        Map<String, Supplier<Object>> all = commands(terminal);
        // The model of every command is half of what a short command takes to start.
        Supplier<Object> one = args.length == 0 ? null : all.get(args[0]);
        System.exit(commandLine(one == null ? all.values() : List.of(one)).execute(args));
    }

    static CommandLine commandLine() {
        return commandLine(Terminal.ofThisProcess());
    }

    static CommandLine commandLine(Terminal terminal) {
        return commandLine(commands(terminal).values());
    }

    /** By the names under which they are called, in the order of the help. */
    static Map<String, Supplier<Object>> commands(Terminal terminal) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> Demo.class);
        commands.put("assess", () -> Assess.class);
        commands.put("sessions", () -> new Sessions(terminal));
        commands.put("diff", () -> new Diff(terminal));
        commands.put("undo", () -> new Undo(terminal));
        commands.put("rewind", () -> new Rewind(terminal));
        commands.put("prune", () -> new Prune(terminal));
        commands.put("doctor", () -> new Doctor(terminal));
        commands.put("journal", () -> JournalCommand.at(terminal));
        commands.put("pending", () -> new Pending(terminal));
        commands.put("approve", () -> new Approve(terminal));
        commands.put("deny", () -> new Deny(terminal));
        commands.put("keys", () -> Keys.at(terminal));
        commands.put("policy", () -> PolicyCommand.at(terminal));
        commands.put("conformance", ConformanceCommand::new);
        commands.put("report", () -> new ReportCommand(terminal));
        commands.put("audit", () -> new AuditCommand(terminal));
        commands.put("mcp", () -> McpCommand.at(terminal));
        return commands;
    }

    private static CommandLine commandLine(Collection<Supplier<Object>> commands) {
        CommandLine line = new CommandLine(new Main());
        commands.forEach(command -> line.addSubcommand(command.get()));
        // Words like `@scope/server` are names of packages, not files to read words from.
        return line.setExpandAtFiles(false)
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
