package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of one call of {@code find}: where it starts, and which of its actions write, run or delete. */
final class FindExpression {

    private static final Set<String> ALONE = Set.of(
            "-daystart",
            "-depth",
            "-d",
            "-ignore_readdir_race",
            "-noignore_readdir_race",
            "-mount",
            "-noleaf",
            "-nowarn",
            "-warn",
            "-xdev",
            "-empty",
            "-executable",
            "-false",
            "-true",
            "-nogroup",
            "-nouser",
            "-readable",
            "-writable",
            "-print",
            "-print0",
            "-ls",
            "-prune",
            "-quit",
            "-a",
            "-and",
            "-o",
            "-or",
            "-not",
            "!",
            "(",
            ")",
            ",",
            "-help",
            "--help",
            "-version",
            "--version");
    private static final Set<String> WITH_TEXT = Set.of(
            "-maxdepth",
            "-mindepth",
            "-regextype",
            "-amin",
            "-atime",
            "-cmin",
            "-context",
            "-ctime",
            "-fstype",
            "-gid",
            "-group",
            "-ilname",
            "-iname",
            "-inum",
            "-ipath",
            "-iregex",
            "-iwholename",
            "-links",
            "-lname",
            "-mmin",
            "-mtime",
            "-name",
            "-path",
            "-perm",
            "-regex",
            "-size",
            "-type",
            "-uid",
            "-used",
            "-user",
            "-wholename",
            "-xtype",
            "-printf");
    private static final Set<String> WITH_FILE = Set.of("-anewer", "-cnewer", "-newer", "-samefile");
    private static final Set<String> WRITES = Set.of("-fprint", "-fprint0", "-fls", "-fprintf");
    private static final Set<String> RUNS = Set.of("-exec", "-execdir", "-ok", "-okdir");

    private final List<Term> words;
    private final Invocation call;
    private final Acts acts;
    private final List<Term> starts = new ArrayList<>();
    private int at;
    private boolean follows;
    private boolean followsStarts;
    private boolean deletes;

    FindExpression(Invocation call, Acts acts) {
        words = call.arguments();
        this.call = call;
        this.acts = acts;
    }

    void read() {
        options();
        while (at < words.size() && !beginsExpression(words.get(at))) {
            starts.add(words.get(at++));
        }
        if (starts.isEmpty()) {
            starts.add(Term.of("."));
        }
        acts.files(FileAct.LIST, starts);
        while (at < words.size()) {
            Optional<String> problem = part(words.get(at++));
            if (problem.isPresent()) {
                acts.opaque(problem.get());
                return;
            }
        }
        if (deletes) {
            delete();
        }
    }

    private void options() {
        while (at < words.size() && words.get(at).known()) {
            String word = words.get(at).text();
            if (word.equals("-L")) {
                follows = true;
            } else if (word.equals("-H")) {
                followsStarts = true;
            } else if (word.equals("-P")) {
                follows = false;
                followsStarts = false;
            } else if (word.equals("-D")) {
                at++;
            } else if (!word.startsWith("-O")) {
                return;
            }
            at++;
        }
    }

    private static boolean beginsExpression(Term word) {
        return word.known()
                ? word.text().length() > 1 && word.text().startsWith("-")
                        || Set.of("!", "(", ")", ",").contains(word.text())
                : word.mayBeOption();
    }

    private Optional<String> part(Term word) {
        String name = word.text();
        if (!word.known()) {
            return Optional.of("it is not known what `" + word + "` makes it do");
        }
        if (ALONE.contains(name)) {
            return Optional.empty();
        }
        if (name.equals("-follow")) {
            follows = true;
            return Optional.empty();
        }
        if (name.equals("-delete")) {
            deletes = true;
            return Optional.empty();
        }
        if (RUNS.contains(name)) {
            return run(name.endsWith("dir"));
        }
        boolean newer = name.startsWith("-newer") && name.length() == 8;
        int wanted = name.equals("-fprintf") ? 2 : 1;
        if (!newer && !WITH_TEXT.contains(name) && !WITH_FILE.contains(name) && !WRITES.contains(name)) {
            return Optional.of("its test or action `" + name + "` is not one that is known");
        }
        for (int i = 0; i < wanted; i++) {
            if (at + i >= words.size() || words.get(at + i).many()) {
                return Optional.of("what `" + name + "` is given is not known");
            }
        }
        Term value = words.get(at);
        at += wanted;
        if (WRITES.contains(name)) {
            acts.file(FileAct.WRITE, value);
        } else if (WITH_FILE.contains(name) || newer && !name.endsWith("t")) {
            acts.file(FileAct.LIST, value);
        }
        return Optional.empty();
    }

    private Optional<String> run(boolean inFolder) {
        int from = at;
        while (at < words.size() && !ends(from)) {
            if (words.get(at).many() && words.get(at).text().isEmpty()) {
                return Optional.of("it is not known where the command that it runs ends");
            }
            at++;
        }
        if (at >= words.size() || at == from) {
            return Optional.of("the command that it runs has no end");
        }
        boolean all = words.get(at).text().equals("+");
        List<Term> command = words.subList(from, at++);
        for (Term start : starts) {
            Term below = inFolder ? Term.beginning("./") : below(start);
            List<Term> filled = new ArrayList<>();
            for (Term word : command) {
                filled.add(fill(word, all ? Term.any(below.text()) : below));
            }
            acts.run(filled, inFolder ? call.situation().in(Optional.empty()) : call.situation());
        }
        return Optional.empty();
    }

    private boolean ends(int from) {
        Term word = words.get(at);
        return word.known()
                && (word.text().equals(";")
                        || word.text().equals("+")
                                && at > from
                                && words.get(at - 1).text().equals("{}"));
    }

    private static Term fill(Term word, Term found) {
        int place = word.text().indexOf("{}");
        if (place < 0) {
            return word;
        }
        return word.text().length() == 2 && word.known()
                ? found
                : Term.beginning(word.text().substring(0, place) + found.text());
    }

    /** Whatever is found: the start itself or something below it, which a slash at the end both means. */
    private static Term below(Term start) {
        return Term.beginning(!start.known() || start.text().endsWith("/") ? start.text() : start.text() + "/");
    }

    private void delete() {
        if (follows) {
            acts.opaque("it deletes what links lead to");
        }
        acts.perhaps(); // the tests of the expression choose
        for (Term start : starts) {
            boolean through =
                    start.known() && (follows || followsStarts) && !start.text().endsWith("/");
            acts.file(FileAct.DELETE_TREE, through ? Term.of(start.text() + "/") : start);
        }
    }
}
