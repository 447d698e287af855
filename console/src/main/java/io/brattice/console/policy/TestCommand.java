package io.brattice.console.policy;

import io.brattice.action.Arguments;
import io.brattice.console.assess.RawCalls;
import io.brattice.console.terminal.Colour;
import io.brattice.console.terminal.Ink;
import io.brattice.console.terminal.Terminal;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Policy;
import io.brattice.policy.Reason;
import io.brattice.policy.Tiers;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.Rulebook;
import io.brattice.rulebook.RulebookBuilder;
import io.brattice.rulebook.UnreadableRulebookException;
import io.brattice.rulebook.check.Cases;
import io.brattice.rulebook.language.Example;
import io.brattice.rulebook.load.BookReader;
import io.brattice.rulebook.load.CaseFile;
import java.io.IOException;
import java.io.PrintWriter;
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
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice policy test}: a table of cases against rulebooks. */
@Command(
        name = "test",
        description = "Run a table of cases against rulebooks. No call is run.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nA file of cases:%n",
        footer = {
            "  rulebooks: [organisation.yaml, team.yaml]",
            "  cases:",
            "    - name: nobody drops the orders",
            "      tool: bash",
            "      effects: [{verb: delete, resource: \"aws:1:eu:rds:db:prod-orders\", inherent: irreversible}]",
            "      expect: escalate",
            "      rules: [two-people-for-production]",
            "      people: 2"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every case came out as it says; with --strict every case was run, too",
            "1:one did not, or a file is not what it should be",
            "2:the command line was not understood",
            "4:a file cannot be read or written"
        })
final class TestCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The cases.")
    private Path file = Path.of("");

    @Option(
            names = "--rulebook",
            paramLabel = "FILE",
            description = "The rulebooks, the upper layers first, instead of those the file names.")
    private List<Path> rulebooks = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a report that build servers read.")
    private @Nullable Path junit;

    @Option(names = "--strict", description = "A case that was not run is a failure.")
    private boolean strict;

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

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * What came of one case.
     *
     * @param problems why it is not good; empty where it is
     */
    record Result(CaseFile.Case of, boolean run, List<String> problems) {}

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        PrintWriter out = command.getOut();
        try {
            CaseFile.Reading reading = BookReader.standard().readCases(String.valueOf(file.getFileName()), bytes(file));
            if (reading instanceof CaseFile.Unreadable unreadable) {
                out.print(unreadable.problems());
                return Exit.NOT_GOOD;
            }
            CaseFile cases = ((CaseFile.Loaded) reading).file();
            List<Path> books = books(cases);
            if (books.isEmpty()) {
                command.getErr()
                        .println("brattice: no rulebook to test: add `rulebooks: […]` to the file, or --rulebook FILE");
                return Exit.MISUNDERSTOOD;
            }
            List<Result> results = results(cases, rulebook(books));
            report(results, out);
            if (junit != null) {
                Files.writeString(junit, JUnitReport.of(String.valueOf(file.getFileName()), results));
            }
            boolean good = results.stream().allMatch(each -> each.problems().isEmpty() && (each.run() || !strict));
            return good ? Exit.GOOD : Exit.NOT_GOOD;
        } catch (UnreadableRulebookException e) {
            e.problems().forEach(out::println);
            return Exit.NOT_GOOD;
        } catch (IOException e) {
            command.getErr().println("brattice: " + e.getMessage());
            return Exit.UNREADABLE;
        } finally {
            out.flush();
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("`" + file + "` cannot be read; look at its path and its permissions");
        }
        return Files.readAllBytes(file);
    }

    private List<Path> books(CaseFile cases) {
        return rulebooks.isEmpty()
                ? cases.rulebooks().stream()
                        .map(name -> file.toAbsolutePath().resolveSibling(name))
                        .toList()
                : rulebooks;
    }

    static Rulebook rulebook(List<Path> books) throws IOException {
        RulebookBuilder builder = Rulebook.builder().commands(new ShellCommands());
        for (Path book : books) {
            bytes(book);
            builder.layer(book);
        }
        return builder.build();
    }

    private static List<Result> results(CaseFile cases, Policy policy) {
        RawCalls raw = Classifiers.raw();
        List<Result> results = new ArrayList<>();
        for (CaseFile.Case one : cases.cases()) {
            Optional<Evidence> evidence = evidence(one.example(), raw);
            results.add(evidence.map(each -> new Result(one, true, problems(one, policy.decide(each.unspent(policy)))))
                    .orElseGet(() -> new Result(one, false, List.of())));
        }
        return results;
    }

    private static Optional<Evidence> evidence(Example example, RawCalls raw) {
        Instant at = example.at().orElse(Cases.NO_TIME);
        if (example.assessment().isPresent()) {
            return Optional.of(new Evidence(
                    example.call(), example.assessment().get(), example.preview(), History.none(), at, Tiers.none()));
        }
        return RawCalls.knows(example.call().tool()) ? Optional.of(raw.evidence(example.call(), at)) : Optional.empty();
    }

    private static List<String> problems(CaseFile.Case one, Verdict verdict) {
        List<String> problems = new ArrayList<>();
        Set<String> rules = verdict.reasons().stream().map(Reason::rule).collect(Collectors.toSet());
        String because =
                " (" + verdict.reasons().stream().map(Reason::rule).distinct().collect(Collectors.joining(", ")) + ")";
        if (verdict.decision() != one.expect()) {
            problems.add("expected " + word(one.expect()) + ", and it is " + word(verdict.decision()) + because);
        }
        one.rules().stream()
                .sorted()
                .filter(rule -> !rules.contains(rule))
                .forEach(rule -> problems.add("`" + rule + "` takes no part" + because));
        one.rulesNot().stream()
                .sorted()
                .filter(rules::contains)
                .forEach(rule -> problems.add("`" + rule + "` takes part"));
        long people = verdict.terms().map(ApprovalTerms::people).orElse(0);
        one.people()
                .filter(wanted -> wanted != people)
                .ifPresent(wanted -> problems.add("expected " + wanted + " people to be asked, and it is " + people));
        return problems;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void report(List<Result> results, PrintWriter out) {
        if (json) {
            out.println(json(results));
            return;
        }
        boolean coloured = colour.isOn(terminal.variables(), terminal.showing());
        int failed = 0;
        int skipped = 0;
        for (Result result : results) {
            failed += result.problems().isEmpty() ? 0 : 1;
            skipped += result.run() ? 0 : 1;
            String mark = !result.run()
                    ? Ink.YELLOW.on("not run", coloured)
                    : result.problems().isEmpty() ? Ink.GREEN.on("ok", coloured) : Ink.RED.on("FAILED", coloured);
            out.println(mark + "  " + result.of().name());
            if (!result.run()) {
                out.println("    nobody classifies `"
                        + result.of().example().call().tool() + "` here; add `effects` or `class`");
            }
            result.problems()
                    .forEach(problem ->
                            out.println("    " + result.of().example().place() + ": " + problem));
        }
        out.println(results.size() + (results.size() == 1 ? " case" : " cases") + ", " + failed + " failed, " + skipped
                + " not run");
    }

    private static String json(List<Result> results) {
        List<Map<String, Object>> cases = new ArrayList<>();
        for (Result result : results) {
            cases.add(Map.of(
                    "name", result.of().name(),
                    "line", result.of().example().place().line(),
                    "run", result.run(),
                    "good", result.problems().isEmpty(),
                    "problems", result.problems()));
        }
        return Arguments.from(Map.of("cases", cases)).json();
    }
}
