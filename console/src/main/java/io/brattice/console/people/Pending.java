package io.brattice.console.people;

import io.brattice.action.Caller;
import io.brattice.approval.Brief;
import io.brattice.approval.Question;
import io.brattice.approval.VisibleText;
import io.brattice.console.people.Lodged.Asked;
import io.brattice.console.people.Told.Refusal;
import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice pending}: the questions that wait for a person. */
@Command(
        name = "pending",
        description = "List the questions of running gates that wait for an answer, the oldest first.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nThen:%n",
        footer = {"  `brattice approve TICKET` shows one in full and answers it, `brattice deny TICKET` says no."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:the command line was not understood", "4:the ledger cannot be read"})
public final class Pending implements Callable<Integer> {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final int LONGEST = 72;

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Option(names = "--json", description = "One JSON object for each question, a line each.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public Pending(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> list(command));
    }

    private int list(CommandLine command) throws IOException, Refusal {
        PrintWriter out = command.getOut();
        List<Asked> waiting = new Lodged(folders.ledger(terminal)).waiting();
        if (json) {
            waiting.forEach(one -> Words.json(out, facts(one)));
        } else if (waiting.isEmpty()) {
            out.println("nothing waits for an answer, as far as `" + folders.ledger(terminal) + "` tells");
        } else {
            Words.table(
                    out,
                    List.of("ticket", "asked", "answer by", "who", "yes", "question", "would"),
                    waiting.stream().map(this::row).toList());
        }
        waiting.stream()
                .filter(one -> one.file().isEmpty())
                .forEach(one -> command.getErr().println("brattice: " + one.problem()));
        return Told.DONE;
    }

    private List<String> row(Asked asked) {
        Caller caller = asked.parked().call().caller();
        String who = VisibleText.name(caller.name())
                + caller.onBehalfOf()
                        .map(person -> " for " + VisibleText.name(person))
                        .orElse("");
        return List.of(
                VisibleText.name(asked.parked().ticket()),
                when(asked.parked().asked()),
                when(asked.parked().expires()),
                who,
                asked.parked().answers().size() + " of "
                        + asked.parked().terms().people(),
                asked.parked().question().shortForm(),
                would(asked));
    }

    private String when(Instant at) {
        return MINUTE.format(at.atZone(terminal.zone()));
    }

    private static String would(Asked asked) {
        String text = asked.file()
                .map(file -> headline(file.question()))
                .orElseGet(() -> VisibleText.name(asked.parked().call().tool()) + " (cannot be shown here)");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    private static String headline(Question question) {
        Brief.Section first = question.brief().sections().get(0);
        return first.lines().get(0);
    }

    private static Map<String, @Nullable Object> facts(Asked asked) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("ticket", asked.parked().ticket());
        facts.put("question", asked.parked().question().hex());
        facts.put("asked", asked.parked().asked());
        facts.put("answer_by", asked.parked().expires());
        facts.put("tool", asked.parked().call().tool());
        facts.put("agent", asked.parked().call().caller().name());
        facts.put("on_behalf_of", asked.parked().call().caller().onBehalfOf().orElse(""));
        facts.put("session", asked.parked().call().caller().session());
        facts.put("people", asked.parked().terms().people());
        facts.put("roles", asked.parked().terms().roles().stream().sorted().toList());
        facts.put(
                "yes",
                asked.parked().answers().stream().map(one -> one.by().name()).toList());
        facts.put("can_be_answered", asked.file().isPresent());
        facts.put("would", asked.file().map(file -> headline(file.question())).orElse(""));
        return facts;
    }
}
