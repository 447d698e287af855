package io.brattice.console.demo;

import io.brattice.approval.Approver;
import io.brattice.console.cloud.CloudDemo;
import io.brattice.console.terminal.Colour;
import io.brattice.journal.JournalException;
import io.brattice.shell.containment.Containment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code brattice demo}: replays published disasters, bare and behind the gate. */
@Command(
        name = "demo",
        description = "Replay published disasters with real bash, git and files, bare and behind the gate.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:behind the gate nothing was lost that you did not agree to",
            "1:something was",
            "2:the command line was not understood",
            "3:bash or git is missing, or the world could not be built"
        })
public final class Demo implements Callable<Integer> {

    static final int NOT_KEPT = 1;
    static final int CANNOT_RUN = 3;

    private final Machine machine;
    private final Supplier<Containment> contained;

    @Option(names = "--ask", description = "Put the gate's questions to you, at this terminal.")
    private boolean ask;

    @Option(names = "--only", split = ",", paramLabel = "N", description = "Only these incidents, by number.")
    private List<Integer> only = new ArrayList<>();

    @Option(names = "--list", description = "List the incidents, and replay none.")
    private boolean list;

    @Option(
            names = "--aws",
            description = "Replay disasters with AWS instead, against servers on this machine and recorded answers.")
    private boolean aws;

    @Option(names = "--keep", description = "Keep the throw-away worlds, and say where they are.")
    private boolean keep;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto, always or never; auto means at a terminal, unless NO_COLOR is set.")
    private Colour colour = Colour.AUTO;

    @Spec
    private @Nullable CommandSpec spec;

    /** For this machine. */
    public Demo() {
        this(Machine.ofThisProcess());
    }

    Demo(Machine machine) {
        this(machine, Containment::ofThisHost);
    }

    /** @param contained what code that nobody can read runs in; asked for when something is replayed */
    Demo(Machine machine, Supplier<Containment> contained) {
        this.machine = machine;
        this.contained = contained;
    }

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec, "spec");
        PrintWriter out = known.commandLine().getOut();
        List<Incident> all = Incident.all();
        List<Integer> numbers = numbers(known, all.size());
        if (list) {
            numbers.forEach(i -> out.println(
                    String.format(Locale.ROOT, "%2d. %s", i, all.get(i - 1).title())));
            return 0;
        }
        PrintWriter err = known.commandLine().getErr();
        if (aws) {
            return cloud(out, err);
        }
        if (machine.obstacle().isPresent()) {
            err.println("brattice: " + machine.obstacle().get());
            return CANNOT_RUN;
        }
        try (Sandbox sandbox = Sandbox.open(keep)) {
            return play(numbers, new Screen(out, colour.isOn(machine.variables(), machine.showing())), sandbox, err);
        } catch (IOException e) {
            err.println("brattice: no temporary folder could be made: " + e.getMessage());
            return CANNOT_RUN;
        }
    }

    private int cloud(PrintWriter out, PrintWriter err) {
        boolean answering = ask && machine.answering().getAsBoolean();
        CloudDemo demo = new CloudDemo(
                out,
                colour.isOn(machine.variables(), machine.showing()),
                answering ? Approver.atTerminal() : Approver.refusing("nobody"),
                answers(answering),
                Optional.ofNullable(System.getProperty(CloudDemo.FOLDER)).map(Path::of));
        try {
            return demo.play() || answering ? 0 : NOT_KEPT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CANNOT_RUN;
        } catch (IllegalStateException | JournalException e) {
            err.println("brattice: " + e.getMessage());
            return CANNOT_RUN;
        }
    }

    private int play(List<Integer> numbers, Screen screen, Sandbox sandbox, PrintWriter err) {
        boolean answering = ask && machine.answering().getAsBoolean();
        Containment containment = contained.get();
        screen.opening(numbers.size(), answers(answering), cells(containment));
        List<Replay> replays = new ArrayList<>();
        List<Integer> played = new ArrayList<>();
        Approver approver = answering ? Approver.atTerminal() : Approver.refusing("nobody");
        Stage stage = new Stage(sandbox, approver, containment);
        try {
            for (int number : numbers) {
                Incident incident = Incident.all().get(number - 1);
                screen.incident(number, incident);
                if (!incident.needs().isEmpty() && !machine.has(incident.needs())) {
                    screen.skipped(incident);
                    continue;
                }
                Bare bare = stage.bare(incident, String.valueOf(number));
                screen.bare(incident, bare);
                Replay replay = stage.gated(incident, String.valueOf(number), bare);
                screen.replay(replay);
                replays.add(replay);
                played.add(number);
            }
        } catch (IOException e) {
            if (!sandbox.isCleared()) { // else somebody pressed Ctrl-C, and has seen enough
                err.println("brattice: the throw-away world failed: " + e);
            }
            return CANNOT_RUN;
        }
        screen.closing(replays, played);
        if (keep) {
            screen.say("    kept    " + sandbox.root());
        }
        return exitCode(replays);
    }

    static int exitCode(List<Replay> replays) {
        return replays.stream().allMatch(Replay::isKept) ? 0 : NOT_KEPT;
    }

    private static String cells(Containment containment) {
        return containment
                .means()
                .map(means -> "code that nobody can read runs contained, by " + means + ": nobody is asked about it")
                .orElse(
                        "none on this host, so that code which nobody can read is asked about; `brattice doctor` says why");
    }

    private String answers(boolean answering) {
        if (answering) {
            return "you are asked, here";
        }
        if (ask || !machine.answering().getAsBoolean()) {
            return "there is no terminal here: every question is answered no";
        }
        return "every question is answered no; to answer yourself, add --ask";
    }

    private List<Integer> numbers(CommandSpec known, int most) {
        if (only.isEmpty()) {
            return IntStream.rangeClosed(1, most).boxed().toList();
        }
        for (int number : only) {
            if (number < 1 || number > most) {
                throw new ParameterException(
                        known.commandLine(), "no incident `" + number + "`: choose from 1 to " + most);
            }
        }
        return List.copyOf(new TreeSet<>(only));
    }
}
