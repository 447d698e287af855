package io.brattice.shell;

import java.util.Random;

/**
 * Destructive command lines over a {@link RandomTree}. None names a variable that is not set, or goes up more than once: whatever goes
 * wrong stays in the home folder of the world.
 */
final class RandomLine {

    private static final String[] NEW = {"fresh", "d/fresh", "fresh/er/est", "n ew", "-new", "b.new"};
    private static final String[] GLOBS = {
        "*",
        "*.txt",
        "d/*",
        "./*",
        "?",
        "d/*.txt",
        "{a,b.txt}",
        "{b,c}.txt",
        "*/",
        "[ab]*",
        "d/{in,fresh}",
        ".h*",
        "l-*",
        "no*match"
    };

    private final RandomTree tree;
    private final Random random;

    RandomLine(RandomTree tree, Random random) {
        this.tree = tree;
        this.random = random;
    }

    String next() {
        return switch (random.nextInt(20)) {
            case 0 -> "cd " + folder() + " && " + command(path());
            case 1 -> command(path()) + " && " + command(path());
            case 2 -> command(path()) + " || " + command(path());
            case 3 -> command(path()) + "; " + command(path());
            case 4 -> "for f in " + of(GLOBS) + "; do " + command("\"$f\"") + "; done";
            case 5 -> "x=" + quoted(pick()) + "; " + command("\"$x\"");
            case 6 ->
                random.nextBoolean()
                        ? "( " + command(path()) + "; " + command(path()) + " )"
                        : "{ " + command(path()) + "; " + command(path()) + "; }";
            case 7 -> "if [ -e " + path() + " ]; then " + command(path()) + "; else " + command(path()) + "; fi";
            case 8 -> "cd .. && " + command(of("outside/o.txt", "work/a", "precious", "outside", "work/d"));
            case 9 -> command(path()) + " 2>/dev/null";
            default -> command(path());
        };
    }

    private String command(String path) {
        if (tree.git && random.nextInt(3) > 0) {
            return git(path);
        }
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 ->
                "rm " + of("", "-f ", "-r ", "-rf ", "-rfv ", "-d ", "-fR -- ", "-- ", "--recursive ", "-i ") + path
                        + (random.nextInt(3) == 0 ? " " + path() : "");
            case 4, 5, 6 -> "mv " + of("", "-f ", "-n ", "-v ", "-T ", "-- ", "-u ") + path + " " + path();
            case 7 -> "mv -t " + folder() + " " + path + " " + path();
            case 8 -> "cp " + of("-r ", "-a ", "", "-n ", "-rT ", "-f ", "-p ") + path + " " + path();
            case 9 -> "ln " + of("-s ", "-sf ", "-sfn ", "", "-f ") + path + " " + path();
            case 10 -> "echo new > " + path;
            case 11 -> "echo more >> " + path;
            case 12 -> "echo tee | tee " + of("", "-a ") + path + " >/dev/null";
            case 13 -> "truncate -s " + of("0", "3", "100") + " " + path;
            case 14 -> "sed -i" + of("", ".bak") + " " + of("'s/one/1/'", "'/a/d'", "-e 2d") + " " + path;
            case 15 -> "sort -o " + path + " " + path();
            case 16 -> "chmod " + of("-R ", "") + of("600", "u+x", "a-w", "755") + " " + path;
            case 17 -> "mkdir " + of("-p ", "", "-pv ") + path;
            case 18 -> "rmdir " + of("", "-p ", "--ignore-fail-on-non-empty ") + path;
            case 19 -> "touch " + of("", "-c ", "-d 2001-01-01 ") + path;
            case 20 ->
                "find " + of(".", "d", path) + " " + of("-name '*.txt'", "-type f", "-empty", "-type l", "-name 'a*'")
                        + " " + of("-delete", "-delete", "-exec rm {} +", "-exec rm -f {} ';'");
            case 21 -> "unlink " + path;
            case 22 -> "> " + path;
            default -> "cat " + path() + " > " + path;
        };
    }

    private String git(String path) {
        return switch (random.nextInt(14)) {
            case 0 -> "git clean -fd";
            case 1 -> "git clean " + of("-fdx", "-fX", "-f", "-n", "-fd -- " + path);
            case 2 -> "git reset " + of("--hard", "-q", "--hard HEAD", "--soft HEAD");
            case 3 -> "git checkout -- " + of(".", path);
            case 4 -> "git checkout " + of("-f", "-b topic", "-q HEAD");
            case 5 -> "git stash " + of("", "-u", "push -q", "--keep-index");
            case 6 -> "git rm " + of("-q ", "-rf ", "--cached ", "-f ") + path;
            case 7 -> "git add " + of(".", "-A", path);
            case 8 -> "git commit " + of("-qam x", "-qm x --allow-empty", "-qm x");
            case 9 -> "git restore " + of("", "--staged ") + of(".", path);
            case 10 -> "git mv " + path + " " + path();
            case 11 -> "git switch -c " + of("topic", "other");
            case 12 -> "git branch " + of("topic", "-D work", "-m work renamed");
            default -> "git tag " + of("t1", "-d t1");
        };
    }

    private String path() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> of(GLOBS);
            case 2, 3 -> quoted(of(NEW));
            case 4 -> folder();
            case 5 -> folder() + "/";
            case 6 ->
                of(
                        "~/precious",
                        "../outside/o.txt",
                        "l-out/o.txt",
                        "./a",
                        "d/../a",
                        "~/outside",
                        "nowhere",
                        "l-dir/",
                        ".",
                        "$PWD/a");
            default -> quoted(pick());
        };
    }

    /** Something that is, or was, there. */
    private String pick() {
        return tree.paths.get(random.nextInt(tree.paths.size()));
    }

    private String folder() {
        return quoted(tree.folders.get(random.nextInt(tree.folders.size())));
    }

    private String quoted(String path) {
        String safe = path.startsWith("-") && random.nextInt(3) > 0 ? "./" + path : path;
        return safe.matches("[-a-zA-Z0-9./_]+") ? safe : "'" + safe.replace("'", "'\\''") + "'";
    }

    private String of(String... all) {
        return all[random.nextInt(all.length)];
    }
}
