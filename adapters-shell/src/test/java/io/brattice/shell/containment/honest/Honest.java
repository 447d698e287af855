package io.brattice.shell.containment.honest;

import io.brattice.shell.containment.honest.Trial.Finding;
import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Works through projects and keeps count. */
final class Honest {

    private static final int MOST_SHOWN = 4000;

    /** What was counted of a language. */
    private static final class Count {
        private int projects;
        private int lines;
        private int failing;
        private int different;
        private Duration bare = Duration.ZERO;
        private Duration other = Duration.ZERO;
    }

    private final Runs bare;
    private final Trial trial;
    private final Path base;
    private final Path realHome;
    private final Map<String, Count> counts = new TreeMap<>();
    private final StringBuilder transcript = new StringBuilder();
    private final List<String> skipped = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    Honest(Runs bare, Runs other, Path base, Path realHome) {
        this.bare = bare;
        this.base = base;
        this.realHome = realHome;
        this.trial = new Trial(bare, other, base, realHome);
    }

    /** Works on it where its tools are. */
    void work(Project project) throws IOException, InterruptedException {
        String lacking = lacking(project);
        if (!lacking.isEmpty()) {
            skipped.add("`" + project.name() + "` is skipped: " + lacking);
            return;
        }
        Count count = counts.computeIfAbsent(project.language(), language -> new Count());
        count.projects++;
        for (Finding finding : trial.of(project)) {
            count.lines++;
            count.failing += finding.bare().get(0).exit() == 0 ? 0 : 1;
            count.bare = count.bare.plus(finding.bare().get(1).took());
            count.other = count.other.plus(finding.other().took());
            transcript.append(told(finding));
            if (!finding.differences().isEmpty()) {
                count.different++;
                finding.differences()
                        .forEach(difference -> differences.add(
                                finding.project() + " / " + finding.line().name() + " / " + difference));
            }
        }
    }

    private static String told(Finding finding) {
        Outcome outcome = finding.bare().get(0);
        return "##### " + finding.project() + " / " + finding.line().name() + "\n"
                + finding.line().script()
                + "----- exit " + outcome.exit() + ", " + outcome.took().toMillis() + " ms, then "
                + finding.other().took().toMillis() + " ms\n" + shown(outcome.out())
                + "-----\n" + shown(outcome.err());
    }

    private static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…\n";
    }

    private String lacking(Project project) throws IOException, InterruptedException {
        Path home = project.realHome() ? realHome : base;
        Binaries binaries = Bare.environment(home).binaries();
        for (String program : project.needs()) {
            if (binaries.resolve(program).isEmpty()) {
                return "`" + program + "` is not installed";
            }
        }
        if (project.probe().isEmpty()) {
            return "";
        }
        Path folder = Files.createTempDirectory(base, "probe");
        ShellResult result = bare.run(new Runs.Place(folder, home, folder), project.probe());
        return result.exit() == 0 ? "" : "`" + project.probe() + "` fails here";
    }

    List<String> skipped() {
        return List.copyOf(skipped);
    }

    List<String> differences() {
        return List.copyOf(differences);
    }

    /** What was run, and what it answered bare. */
    String transcript() {
        return transcript.toString();
    }

    int lines() {
        return counts.values().stream().mapToInt(count -> count.lines).sum();
    }

    /** A table for people: one row per language. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append("| language | projects | lines | of them failing bare | different | bare | contained |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        counts.forEach((language, count) -> table.append(String.format(
                "| %s | %d | %d | %d | %d | %.1f s | %.1f s |%n",
                language,
                count.projects,
                count.lines,
                count.failing,
                count.different,
                count.bare.toMillis() / 1000.0,
                count.other.toMillis() / 1000.0)));
        return table.toString();
    }

    /** The home folder of this user, whatever the JVM was told. */
    static Path realHome() {
        Path home = Path.of(System.getProperty("user.home"));
        return Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS) ? home : Path.of("/");
    }
}
