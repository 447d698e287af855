package io.brattice.console.policy;

import io.brattice.Chronicle;
import io.brattice.StateFolder;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.approval.VisibleText;
import io.brattice.console.assess.RawCalls;
import io.brattice.console.terminal.Terminal;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Reason;
import io.brattice.policy.Tiers;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.Rulebook;
import io.brattice.rulebook.UnreadableRulebookException;
import io.brattice.rulebook.decide.Decider;
import io.brattice.rulebook.explain.Alternative;
import io.brattice.rulebook.explain.SmallestChanges;
import io.brattice.rulebook.language.Clause;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice policy explain}: what rulebooks decide about one call, and why. */
@Command(
        name = "explain",
        description =
                "Say what rulebooks decide about a call, with every rule that took part and what would have to be otherwise. The call is not run.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is explained, whatever the decision",
            "1:a rulebook is not what it should be",
            "2:the command line was not understood, or there is no such call",
            "4:a file or the journal cannot be read"
        })
final class ExplainCommand implements Callable<Integer> {

    private static final int MOST_EFFECTS = 20;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "CALL",
            description =
                    "A JSON object as `brattice assess` takes it, `-` for one in standard input, or the id of a call in the journal.")
    private String call = "";

    @Option(
            names = "--rulebook",
            paramLabel = "FILE",
            required = true,
            description = "The rulebooks, the upper layers first; one option for each.")
    private List<Path> rulebooks = List.of();

    @Option(
            names = "--journal",
            paramLabel = "FOLDER",
            description = "The journal. Else `journal` in the state folder.")
    private @Nullable Path journal;

    @Option(names = "--workspace", paramLabel = "FOLDER", description = "Where the agent works; else here.")
    private @Nullable Path workspace;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * What is explained.
     *
     * @param note what should be known of where it comes from
     */
    private record Asked(Evidence evidence, String note) {}

    /** What would lead to another decision, where budgets have no part in this one. */
    private static List<Alternative> changes(Asked asked, Verdict verdict, Rulebook rules) {
        ShellCommands commands = new ShellCommands();
        boolean byRules =
                Decider.of(rules.layers(), commands).decide(asked.evidence()).decision() == verdict.decision();
        return byRules ? SmallestChanges.under(rules.layers(), commands).of(asked.evidence()) : List.of();
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        PrintWriter out = command.getOut();
        try {
            Rulebook rules = TestCommand.rulebook(rulebooks);
            Asked asked = asked();
            Verdict verdict = rules.decide(asked.evidence().unspent(rules));
            List<Alternative> changes = changes(asked, verdict, rules);
            if (json) {
                out.println(json(asked, verdict, rules, changes));
            } else {
                print(asked, verdict, rules, out);
                print(changes, out);
            }
            return Exit.GOOD;
        } catch (UnreadableRulebookException e) {
            e.problems().forEach(out::println);
            return Exit.NOT_GOOD;
        } catch (IllegalArgumentException e) {
            command.getErr().println("brattice: " + e.getMessage());
            return Exit.MISUNDERSTOOD;
        } catch (IOException e) {
            command.getErr().println("brattice: " + e.getMessage());
            return Exit.UNREADABLE;
        } finally {
            out.flush();
        }
    }

    private Asked asked() throws IOException {
        String text =
                call.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip() : call.strip();
        if (!text.startsWith("{")) {
            return recorded(text);
        }
        Optional<Path> folder =
                Optional.ofNullable(workspace).map(path -> path.toAbsolutePath().normalize());
        Evidence evidence = new RawCalls(folder, false, false)
                .evidence(withId(text), Caller.agent("agent").session("explained"), Instant.now());
        boolean known = RawCalls.knows(evidence.call().tool());
        return new Asked(
                evidence,
                known ? "" : "nobody here classifies `" + evidence.call().tool() + "`, so its effects are unknown");
    }

    /** Here an id says nothing, so nobody needs to make one up. */
    private static String withId(String text) {
        Arguments members = Arguments.fromJson(text);
        Arguments named = members.names().contains("id") ? members : members.with("id", "explained");
        return (named.names().contains("arguments") ? named : named.with("arguments", Map.of())).json();
    }

    private Asked recorded(String id) throws IOException {
        Path folder = journal == null
                ? StateFolder.of(terminal.variables(), Path.of(System.getProperty("user.home")))
                        .journal()
                : journal.toAbsolutePath();
        Optional<Chronicle.Call> found =
                Files.isDirectory(folder) ? Chronicle.in(folder).call(id) : Optional.empty();
        Chronicle.Call past = found.orElseThrow(() -> new IllegalArgumentException("there is no call `" + id + "` in `"
                + folder + "`; `brattice sessions` and `brattice diff SESSION` show their ids"));
        ToolCall same = new ToolCall(past.id(), past.tool(), past.arguments(), past.caller(), "");
        Reversibility inherent = past.inherent()
                .orElse(past.state() == Chronicle.State.READ ? Reversibility.READ_ONLY : Reversibility.IRREVERSIBLE);
        boolean complete = past.effectsInAll() <= past.effects().size();
        Assessment assessment = new Assessment(
                past.effects(),
                complete,
                past.reversibility().orElse(inherent),
                inherent,
                past.reversibility().filter(with -> with != inherent).isPresent()
                        ? Set.of(new Safeguard("journal", "what was secured then"))
                        : Set.of(),
                List.of("as the journal has it"));
        return new Asked(
                new Evidence(same, assessment, Optional.empty(), History.none(), past.at(), Tiers.none()),
                "as the journal has it: without its rehearsal, its history, its roles and what was redacted");
    }

    private static void print(Asked asked, Verdict verdict, Rulebook rules, PrintWriter out) {
        Evidence evidence = asked.evidence();
        out.println(verdict.decision() + "  " + evidence.call().tool());
        for (Reason reason : verdict.reasons()) {
            out.println("    " + reason
                    + where(reason, rules).map(place -> "  (" + place + ")").orElse(""));
        }
        verdict.terms().ifPresent(terms -> out.println("    asks " + words(terms)));
        if (!verdict.advice().isEmpty()) {
            out.println("    tells the agent: " + verdict.advice());
        }
        Assessment assessment = evidence.assessment();
        out.println("of a call that is " + word(assessment.reversibility()) + ", inherently "
                + word(assessment.inherent()) + (assessment.complete() ? "" : ", and may do more than is listed"));
        List<Effect> effects = evidence.effects();
        effects.stream()
                .limit(MOST_EFFECTS)
                .forEach(effect -> out.println("    " + word(effect.verb()) + " " + effect.resource()
                        + (effect.count() == 1 ? "" : " (" + effect.count() + ")") + ", " + word(effect.inherent())));
        if (effects.size() > MOST_EFFECTS) {
            out.println("    and " + (effects.size() - MOST_EFFECTS) + " more");
        }
        if (!asked.note().isEmpty()) {
            out.println(asked.note());
        }
    }

    private static void print(List<Alternative> changes, PrintWriter out) {
        out.println(
                changes.isEmpty()
                        ? "no single change of the call or of a rule is known to lead to another decision"
                        : "one of these alone would lead to another decision (for owners of rules, not for agents):");
        for (Alternative change : changes) {
            out.println("    " + change.becomes() + "  " + VisibleText.line(change.text()));
        }
    }

    private static Optional<String> where(Reason reason, Rulebook rules) {
        return rules.layers().stream()
                .flatMap(book -> book.clauses().stream())
                .filter(clause -> clause.id().equals(reason.rule()))
                .map(Clause::place)
                .map(Object::toString)
                .findFirst();
    }

    private static String words(ApprovalTerms terms) {
        return terms.people() + (terms.people() == 1 ? " person" : " people")
                + (terms.roles().isEmpty() ? "" : " with the roles " + String.join(", ", terms.roles()))
                + (terms.to().isEmpty() ? "" : " of " + String.join(", ", terms.to()))
                + ", to be answered within "
                + terms.answerWithin().toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String json(Asked asked, Verdict verdict, Rulebook rules, List<Alternative> changes) {
        List<Map<String, Object>> reasons = new ArrayList<>();
        for (Reason reason : verdict.reasons()) {
            Map<String, Object> one = new TreeMap<>(Map.of("rule", reason.rule(), "text", reason.text()));
            where(reason, rules).ifPresent(place -> one.put("place", place));
            reasons.add(one);
        }
        List<Map<String, Object>> effects = new ArrayList<>();
        for (Effect effect : asked.evidence().effects()) {
            effects.add(Map.of(
                    "verb", word(effect.verb()),
                    "resource", effect.resource().uri(),
                    "count", effect.count(),
                    "bytes", effect.bytes(),
                    "reversibility", effect.reversibility().name(),
                    "inherent", effect.inherent().name()));
        }
        Map<String, Object> row = new TreeMap<>();
        row.put("decision", verdict.decision().name());
        row.put("reasons", reasons);
        row.put("people", verdict.terms().map(ApprovalTerms::people).orElse(0));
        row.put(
                "roles",
                verdict.terms().map(terms -> List.copyOf(terms.roles())).orElse(List.of()));
        row.put("advice", verdict.advice());
        row.put("effects", effects);
        row.put("note", asked.note());
        row.put(
                "changes",
                changes.stream()
                        .map(change -> Map.of(
                                "of", word(change.of()),
                                "text", change.text(),
                                "becomes", change.becomes().name()))
                        .toList());
        return Arguments.from(row).json();
    }
}
