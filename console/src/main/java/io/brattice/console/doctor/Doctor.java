package io.brattice.console.doctor;

import io.brattice.StateFolder;
import io.brattice.action.Arguments;
import io.brattice.console.terminal.Colour;
import io.brattice.console.terminal.Terminal;
import io.brattice.shell.containment.Guarantee;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice doctor}: what this host can contain, as a self-test finds it now. */
@Command(
        name = "doctor",
        description = {
            "Say what this host can contain, as a self-test finds it now, and what to do where it cannot.",
            "Nothing is changed."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:code that nobody can read runs contained on this host",
            "1:it does not",
            "2:the command line was not understood"
        })
public final class Doctor implements Callable<Integer> {

    static final String CONSEQUENCES = "calls that depend on containment are IRREVERSIBLE again, and a person is asked"
            + " about each of them: expect a question for about one command in five";

    private static final int CONTAINED = 0;
    private static final int NOT_CONTAINED = 1;

    private final Terminal terminal;
    private final Supplier<Finding> findings;
    private final Supplier<Host> hosts;

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where gates and tools remember. Else BRATTICE_STATE, else ~/.local/state/brattice.")
    private @Nullable Path state;

    @Option(
            names = "--workspace",
            paramLabel = "FOLDER",
            defaultValue = "",
            description = "Where agents work. Else the current folder.")
    private Path workspace = Path.of("");

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto, always or never; auto means at a terminal, unless NO_COLOR is set.")
    private Colour colour = Colour.AUTO;

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal, for this host. */
    public Doctor(Terminal terminal) {
        this(terminal, Finding::ofThisHost, () -> Host.ofThisProcess(terminal.variables(), Remedies.KNOWN.settings()));
    }

    Doctor(Terminal terminal, Supplier<Finding> findings, Supplier<Host> hosts) {
        this.terminal = terminal;
        this.findings = findings;
        this.hosts = hosts;
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
        Finding finding = findings.get();
        Host host = hosts.get();
        List<String> remedies = Remedies.KNOWN.of(finding, host);
        StateFolder folder = Optional.ofNullable(state)
                .map(StateFolder::new)
                .orElseGet(() -> StateFolder.of(terminal.variables(), Path.of(System.getProperty("user.home"))));
        Custody custody = Custody.of(folder, workspace.toAbsolutePath().normalize());
        if (json) {
            out.println(new String(object(finding, host, remedies, custody).canonical(), StandardCharsets.UTF_8));
        } else {
            new Sheet(out, colour.isOn(terminal.variables(), terminal.showing()))
                    .print(finding, host, remedies, custody);
        }
        return finding.holds() ? CONTAINED : NOT_CONTAINED;
    }

    private static Arguments object(Finding finding, Host host, List<String> remedies, Custody custody) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("contained", finding.holds());
        facts.put("lacking", finding.lacking());
        facts.put("means", finding.means());
        facts.put(
                "guarantees", finding.guarantees().stream().map(Doctor::object).toList());
        facts.put("to_do", remedies);
        facts.put("system", host.system());
        facts.put("distribution", host.distribution());
        facts.put("root", host.root());
        facts.put("container", host.container());
        facts.put("state", custody.state().toString());
        facts.put("state_there", custody.there());
        facts.put("state_flaws", custody.flaws());
        facts.put("store", custody.store().toString());
        facts.put("workspace", custody.workspace().toString());
        facts.put("store_moves", custody.moves());
        return Arguments.from(facts);
    }

    private static Map<String, Object> object(Guarantee guarantee) {
        return Map.of(
                "name", guarantee.name(),
                "meaning", guarantee.meaning(),
                "test", guarantee.test(),
                "essential", guarantee.essential(),
                "holds", guarantee.holds(),
                "found", guarantee.found());
    }
}
