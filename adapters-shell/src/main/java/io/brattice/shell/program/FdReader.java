package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code fd}: what it runs for what it finds. */
final class FdReader implements Reader {

    private static final Set<String> WITH_VALUE = Set.of(
            "--and",
            "--max-depth",
            "--maxdepth",
            "--min-depth",
            "--exact-depth",
            "--exclude",
            "--type",
            "--extension",
            "--size",
            "--changed-within",
            "--change-newer-than",
            "--newer",
            "--changed-after",
            "--changed-before",
            "--change-older-than",
            "--older",
            "--owner",
            "--format",
            "--batch-size",
            "--ignore-file",
            "--color",
            "--threads",
            "--max-results",
            "--path-separator",
            "--ignore-contain",
            "-d",
            "-E",
            "-t",
            "-e",
            "-S",
            "-o",
            "-c",
            "-j");
    private static final Set<String> FLAGS = Set.of(
            "--hidden",
            "--no-hidden",
            "--no-ignore",
            "--ignore",
            "--no-ignore-vcs",
            "--ignore-vcs",
            "--no-ignore-parent",
            "--ignore-parent",
            "--no-require-git",
            "--require-git",
            "--no-global-ignore-file",
            "--unrestricted",
            "--case-sensitive",
            "--ignore-case",
            "--glob",
            "--regex",
            "--fixed-strings",
            "--literal",
            "--absolute-path",
            "--relative-path",
            "--list-details",
            "--follow",
            "--no-follow",
            "--full-path",
            "--print0",
            "--prune",
            "--quiet",
            "--has-results",
            "--show-errors",
            "--one-file-system",
            "--mount",
            "--xdev",
            "--strip-cwd-prefix",
            "--hyperlink",
            "--help",
            "--version",
            "-H",
            "-I",
            "-u",
            "-s",
            "-i",
            "-g",
            "-F",
            "-a",
            "-l",
            "-L",
            "-p",
            "-0",
            "-1",
            "-q",
            "-h",
            "-V");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        List<Term> operands = new ArrayList<>();
        List<List<Term>> commands = new ArrayList<>();
        List<Term> places = new ArrayList<>();
        boolean ended = false;
        for (int i = 0; i < words.size(); i++) {
            Term word = words.get(i);
            String text = word.text();
            if (ended || !word.mayBeOption()) {
                operands.add(word);
                continue;
            }
            if (text.equals("--")) {
                ended = true;
                continue;
            }
            int equals = text.indexOf('=');
            String name = text.startsWith("--") && equals > 0 ? text.substring(0, equals) : text;
            int runs = runs(name);
            if (!word.known()) {
                acts.opaque("it is not known whether `" + word + "` is an option");
                return;
            }
            if (runs >= 0) {
                List<Term> command = new ArrayList<>();
                if (runs < text.length()) {
                    command.add(Term.of(text.substring(runs)));
                }
                while (++i < words.size()
                        && !(words.get(i).known() && words.get(i).text().equals(";"))) {
                    command.add(words.get(i));
                }
                commands.add(command);
            } else if (name.equals("--search-path")) {
                places.add(name.length() < text.length() ? Term.of(text.substring(equals + 1)) : next(words, ++i));
            } else if (WITH_VALUE.contains(name)) {
                i += name.length() < text.length() ? 0 : 1;
            } else if (!FLAGS.contains(name)) {
                int wanted = wanted(text);
                if (wanted < 0) {
                    acts.opaque("its option `" + text + "` is not one that is known");
                    return;
                }
                i += wanted;
            }
        }
        places.addAll(operands.isEmpty() || operands.get(0).many() ? operands : operands.subList(1, operands.size()));
        if (places.isEmpty()) {
            places.add(Term.of("."));
        }
        acts.files(FileAct.LIST, places);
        for (List<Term> command : commands) {
            for (Term place : places) {
                run(command, place, call, acts);
            }
        }
    }

    private static Term next(List<Term> words, int at) {
        return at < words.size() ? words.get(at) : Term.beginning("");
    }

    /** Where the command begins in a word that says that one is to be run: behind it when it is the whole word; else -1. */
    private static int runs(String name) {
        if (name.equals("--exec") || name.equals("--exec-batch")) {
            return name.length() + 1;
        }
        return name.startsWith("-x") || name.startsWith("-X") ? 2 : -1;
    }

    /** How many words a bundle of letters still takes behind it; -1 when it is not one. */
    private static int wanted(String text) {
        for (int i = 1; i < text.length() && !text.startsWith("--"); i++) {
            String name = "-" + text.charAt(i);
            if (WITH_VALUE.contains(name)) {
                return i + 1 == text.length() ? 1 : 0;
            }
            if (!FLAGS.contains(name)) {
                return -1;
            }
        }
        return text.startsWith("--") ? -1 : 0;
    }

    private static void run(List<Term> command, Term place, Invocation call, Acts acts) {
        String begin = place.text().endsWith("/") || !place.known() ? place.text() : place.text() + "/";
        List<Term> filled = new ArrayList<>();
        boolean named = false;
        for (Term word : command) {
            boolean holds = word.text().matches(".*\\{(/|//|\\.|/\\.)?\\}.*");
            named |= holds;
            filled.add(!holds ? word : word.text().equals("{}") ? Term.any(begin) : Term.beginning(""));
        }
        if (!named) {
            filled.add(Term.any(begin));
        }
        if (command.isEmpty()) {
            acts.opaque("the command that it runs is missing");
        } else {
            acts.run(filled, call.situation());
        }
    }
}
