package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code zip}: its archive, what goes into it, and what is removed for that. */
final class ZipReader implements Reader {

    private static final Set<String> FLAGS = Set.of(
            "-f",
            "-u",
            "-r",
            "-R",
            "-d",
            "-m",
            "-j",
            "-l",
            "-ll",
            "-q",
            "-qq",
            "-v",
            "-T",
            "-F",
            "-FF",
            "-FS",
            "-D",
            "-DD",
            "-X",
            "-A",
            "-J",
            "-k",
            "-z",
            "-c",
            "-o",
            "-e",
            "-y",
            "-g",
            "-0",
            "-1",
            "-2",
            "-3",
            "-4",
            "-5",
            "-6",
            "-7",
            "-8",
            "-9",
            "-@",
            "-sf",
            "-sc",
            "-sd",
            "-so",
            "-L",
            "-h",
            "-h2",
            "-fz",
            "-nw",
            "-U",
            "-MM",
            "-dc",
            "-dd",
            "-du",
            "-dv",
            "-dg",
            "-la",
            "-li",
            "--recurse-paths",
            "--move",
            "--delete",
            "--update",
            "--freshen",
            "--filesync",
            "--junk-paths",
            "--quiet",
            "--verbose",
            "--test",
            "--symlinks",
            "--grow",
            "--encrypt",
            "--help",
            "--version",
            "--show-files",
            "--no-extra",
            "--latest-time");
    private static final Set<String> WITH_VALUE = Set.of(
            "-b",
            "-t",
            "-tt",
            "-n",
            "-P",
            "-Z",
            "-s",
            "-ds",
            "--password",
            "--compression-method",
            "--split-size",
            "--suffixes",
            "--temp-path",
            "--from-date",
            "--before-date");
    private static final Set<String> WITH_LIST = Set.of("-x", "-i", "--exclude", "--include");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        List<Term> operands = new ArrayList<>();
        boolean moves = false;
        boolean deletes = false;
        boolean shows = false;
        boolean listed = false;
        for (int i = 0; i < words.size(); i++) {
            Term word = words.get(i);
            String text = word.text();
            if (!word.mayBeOption()) {
                operands.add(word);
                continue;
            }
            if (WITH_LIST.contains(text)) {
                while (i + 1 < words.size()
                        && !words.get(i + 1).mayBeOption()
                        && !words.get(i + 1).text().equals("@")) {
                    i++;
                }
                i += i + 1 < words.size() && words.get(i + 1).text().equals("@") ? 1 : 0;
            } else if (WITH_VALUE.contains(text)) {
                i++;
            } else if (text.equals("-TT") || text.equals("--unzip-command")) {
                acts.shell(++i < words.size() ? words.get(i) : Term.beginning(""), call.situation());
            } else if (text.equals("-O")
                    || text.equals("--output-file")
                    || text.equals("--out")
                    || text.equals("-lf")) {
                acts.file(FileAct.WRITE, ++i < words.size() ? words.get(i) : Term.beginning(""));
            } else if (!word.known() || !FLAGS.contains(text) && !bundle(text)) {
                acts.opaque("its option `" + word + "` is not one that is known");
                return;
            } else {
                moves |= text.equals("--move") || !text.startsWith("--") && text.contains("m");
                deletes |= text.equals("--delete") || !text.startsWith("--") && text.contains("d");
                shows |=
                        text.equals("-sf") || text.equals("--show-files") || text.startsWith("-h") || text.equals("-L");
                listed |= text.contains("@");
            }
        }
        if (listed && !operands.isEmpty()) {
            operands.add(Term.any(""));
        }
        tell(operands, moves, deletes, shows, acts);
    }

    private static void tell(List<Term> operands, boolean moves, boolean deletes, boolean shows, Acts acts) {
        if (operands.isEmpty()) {
            return;
        }
        Term archive = operands.get(0);
        List<Term> sources = operands.subList(archive.many() ? 0 : 1, operands.size());
        if (shows) {
            acts.file(FileAct.READ, archive);
            acts.files(FileAct.LIST, deletes ? List.of() : sources);
            return;
        }
        if (!archive.known() || !archive.text().equals("-")) {
            boolean named = archive.known()
                    && archive.text()
                            .substring(archive.text().lastIndexOf('/') + 1)
                            .contains(".");
            acts.file(FileAct.WRITE, named || !archive.known() ? archive : Term.of(archive.text() + ".zip"));
        }
        if (!deletes) {
            acts.files(FileAct.READ_TREE, sources);
            acts.files(FileAct.DELETE_TREE, moves ? sources : List.of());
        }
    }

    private static boolean bundle(String text) {
        if (text.startsWith("--")) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!FLAGS.contains("-" + text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
