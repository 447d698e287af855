package io.brattice.shell.containment.honest;

import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Works on a project twice bare and once in another way, each time in a fresh copy and a fresh home, and tells what differs.
 *
 * <p>All copies lie at the same path one after the other, so that no path differs. Where something differs the project is worked
 * on bare again: what is not the same there either was no difference.
 */
final class Trial {

    private static final int SHARED = 01777;
    private static final int BARE = 2;
    private static final int BARE_IN_DOUBT = 5;

    /**
     * One line of a project.
     *
     * @param differences none when it did what it does bare
     */
    record Finding(String project, Project.Line line, List<Outcome> bare, Outcome other, List<String> differences) {}

    private final Runs bare;
    private final Runs other;
    private final Path base;
    private final Path realHome;

    /** @param base a folder of its own, outside of any project */
    Trial(Runs bare, Runs other, Path base, Path realHome) {
        this.bare = bare;
        this.other = other;
        this.base = base;
        this.realHome = realHome;
    }

    List<Finding> of(Project project) throws IOException, InterruptedException {
        List<List<Outcome>> before = new ArrayList<>();
        while (before.size() < BARE) {
            before.add(work(project, bare));
        }
        List<Outcome> now = work(project, other);
        List<Finding> findings = compared(project, before, now);
        while (before.size() < BARE_IN_DOUBT
                && findings.stream().anyMatch(finding -> !finding.differences().isEmpty())) {
            before.add(work(project, bare));
            findings = compared(project, before, now);
        }
        return findings;
    }

    private static List<Finding> compared(Project project, List<List<Outcome>> before, List<Outcome> now) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < project.lines().size(); i++) {
            int at = i;
            List<Outcome> outcomes = before.stream().map(one -> one.get(at)).toList();
            findings.add(new Finding(
                    project.name(),
                    project.lines().get(at),
                    outcomes,
                    now.get(at),
                    Comparison.differences(outcomes, now.get(at))));
        }
        return findings;
    }

    private List<Outcome> work(Project project, Runs runs) throws IOException, InterruptedException {
        Path workspace = base.resolve("work");
        Path home = base.resolve("home");
        Path scratch = base.resolve("scratch");
        for (Path folder : List.of(workspace, home, scratch)) {
            clear(folder);
            Files.createDirectory(folder);
        }
        // As everybody finds the real one.
        Files.setAttribute(scratch, "unix:mode", SHARED);
        project.layInto(workspace);
        furnish(home);
        Runs.Place place = new Runs.Place(workspace, project.realHome() ? realHome : home, scratch);
        List<Outcome> outcomes = new ArrayList<>();
        for (Project.Line line : project.lines()) {
            long start = System.nanoTime();
            ShellResult result = runs.run(place, line.script());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            outcomes.add(Outcome.of(result, Tree.of(workspace), took));
        }
        return outcomes;
    }

    /** What lies in many a home: settings, caches, and things nobody may see, which must not be missed. */
    private static void furnish(Path home) throws IOException {
        Map<String, String> files = Map.of(
                ".gitconfig", "[init]\n\tdefaultBranch = trunk\n[alias]\n\tshort = log --format=%h:%s\n",
                ".npmrc", "//npm.example.org/:_authToken=none\n",
                ".netrc", "machine example.org login none password none\n",
                ".ssh/id_ed25519", "no key\n",
                ".ssh/config", "Host example\n\tHostName example.org\n",
                ".aws/credentials", "[default]\n",
                ".docker/config.json", "{}\n",
                ".cache/notes/seen.txt", "seen before\n",
                ".config/tool/settings.ini", "[tool]\ncolour = blue\n",
                ".local/bin/greet", "#!/bin/sh\necho \"greetings, $1\"\n");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }
        home.resolve(".local/bin/greet").toFile().setExecutable(true);
    }

    private void clear(Path folder) throws IOException {
        if (!folder.startsWith(base) || !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
