package io.brattice.console.conformance;

import io.brattice.action.Arguments;
import io.brattice.approval.VisibleText;
import io.brattice.console.conformance.Result.Status;
import io.brattice.console.policy.ShellCommands;
import io.brattice.rulebook.Rulebook;
import io.brattice.rulebook.RulebookBuilder;
import io.brattice.rulebook.UnreadableRulebookException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice conformance}: OWASP AISVS 1.0 against rulebooks. */
@Command(
        name = "conformance",
        description =
                "Attack a gate with these rulebooks, in a temporary folder, and say which requirements of OWASP AISVS 1.0 (C9.1, C9.2, C9.6) hold.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every requirement holds",
            "1:one is broken, or a rulebook is not what it should be",
            "2:the command line was not understood",
            "3:none is broken, but not every one is shown to hold",
            "4:a file cannot be read, or the folder cannot be written"
        })
public final class ConformanceCommand implements Callable<Integer> {

    private static final int HOLDS = 0;
    private static final int BROKEN = 1;
    private static final int NOT_ALL = 3;
    private static final int UNREADABLE = 4;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The rulebooks, the upper layers first.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** The command. */
    public ConformanceCommand() {}

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        PrintWriter out = command.getOut();
        try {
            ShellCommands commands = new ShellCommands();
            RulebookBuilder builder = Rulebook.builder().commands(commands);
            for (Path file : files) {
                if (!Files.isReadable(file) || Files.isDirectory(file)) {
                    throw new IOException("`" + file + "` cannot be read; look at its path and its permissions");
                }
                builder.layer(file);
            }
            Path folder = Files.createTempDirectory("brattice-conformance");
            List<Result> results;
            try {
                results = new Attacks(folder, builder.build(), files, commands).all();
            } finally {
                remove(folder);
            }
            if (json) {
                out.println(json(results));
            } else {
                print(results, out);
            }
            boolean broken = results.stream().anyMatch(result -> result.status() == Status.BROKEN);
            boolean all = results.stream().allMatch(result -> result.status() == Status.HOLDS);
            return broken ? BROKEN : all ? HOLDS : NOT_ALL;
        } catch (UnreadableRulebookException e) {
            e.problems().forEach(problem -> out.println(VisibleText.line(problem)));
            return BROKEN;
        } catch (IOException e) {
            command.getErr().println("brattice: " + VisibleText.line(String.valueOf(e.getMessage())));
            return UNREADABLE;
        } finally {
            out.flush();
        }
    }

    /** Only what was made for this, and no further than links. */
    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    private static void print(List<Result> results, PrintWriter out) {
        out.println("OWASP AISVS 1.0, C9.1, C9.2 and C9.6, in our words; only `holds` is a pass");
        for (Result result : results) {
            out.println();
            out.println(result.requirement().id() + " (level "
                    + result.requirement().level() + ")  " + result.status().word() + ": "
                    + result.requirement().words());
            if (!result.attack().isEmpty()) {
                out.println("    attack: " + VisibleText.line(result.attack()));
            }
            out.println("    " + VisibleText.line(result.outcome()));
        }
        out.println();
        List<String> sums = new ArrayList<>();
        for (Status status : Status.values()) {
            sums.add(
                    results.stream().filter(result -> result.status() == status).count() + " " + status.word());
        }
        out.println(results.size() + " requirements: " + String.join(", ", sums));
    }

    private static String json(List<Result> results) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Result result : results) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", result.requirement().id());
            row.put("level", result.requirement().level());
            row.put("requirement", result.requirement().words());
            row.put("status", result.status().name());
            row.put("attack", result.attack());
            row.put("outcome", result.outcome());
            rows.add(row);
        }
        return Arguments.of("standard", "OWASP AISVS 1.0", "sections", List.of("C9.1", "C9.2", "C9.6"), "results", rows)
                .json();
    }
}
