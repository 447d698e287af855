package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;

/** {@code tar}: which of its operations it is asked for, in the old way or the new. */
final class TarReader implements Reader {

    /** Letters of the old bundle that take a word each, in order. */
    private static final String WITH_VALUE = "fbCgIKLNTVXFH";

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        if (!words.isEmpty() && !words.get(0).text().startsWith("-")) {
            modern(reading, call, acts);
            return;
        }
        boolean creates = reading.has("--create");
        boolean changes = reading.has("--append")
                || reading.has("--update")
                || reading.has("--catenate")
                || reading.has("--delete");
        boolean extracts = reading.has("--extract");
        boolean looks = reading.has("--list") || reading.has("--diff") || reading.has("--test-label");
        if (!creates && !changes && !extracts && !looks) {
            acts.opaque("it is not told what to do");
        }
        FileAct act = creates ? FileAct.WRITE : changes ? FileAct.UPDATE : FileAct.READ;
        for (Term archive : reading.values("--file")) {
            archive(archive, act, reading, acts);
        }
        for (Term action : reading.values("--checkpoint-action")) {
            if (!action.known() || action.text().startsWith("exec=")) {
                acts.shell(action.known() ? Term.of(action.text().substring(5)) : Term.beginning(""), call.situation());
            }
        }
        if (reading.has("--files-from")) {
            acts.opaque("it reads names and options from a list");
        }
        if (creates || changes && !reading.has("--delete")) {
            adds(reading, acts);
        }
        if (extracts && !reading.has("--to-stdout") && !reading.has("--to-command")) {
            extracts(reading, acts);
        }
    }

    private static void archive(Term archive, FileAct act, Reading reading, Acts acts) {
        int colon = archive.text().indexOf(':');
        int slash = archive.text().indexOf('/');
        if (colon >= 0 && (slash < 0 || colon < slash) && !reading.has("--force-local")) {
            acts.opaque("its archive `" + archive + "` is on another machine");
        } else if (!archive.known() || !archive.text().equals("-")) {
            acts.file(act, archive);
        }
    }

    private static void adds(Reading reading, Acts acts) {
        List<Term> sources = new ArrayList<>(reading.operands());
        for (Term folder : reading.values("--directory")) {
            for (Term operand : reading.operands()) {
                sources.add(operand.text().startsWith("/") ? operand : Names.in(folder, operand));
            }
        }
        acts.files(FileAct.READ_TREE, sources);
        if (reading.has("--remove-files")) {
            acts.files(FileAct.DELETE_TREE, sources);
        }
    }

    private static void extracts(Reading reading, Acts acts) {
        if (reading.has("--absolute-names") || reading.has("--transform")) {
            acts.opaque("what it unpacks may go anywhere");
        }
        if (reading.has("--recursive-unlink")) {
            acts.opaque("it removes whole folders that are in its way");
        }
        Term folder = Term.of(".");
        for (Term next : reading.values("--directory")) {
            folder = next.text().startsWith("/")
                            || folder.known() && folder.text().equals(".")
                    ? next
                    : Names.in(folder, next);
        }
        acts.file(FileAct.WRITE_TREE, folder);
    }

    /** {@code tar xzf a} is {@code tar -x -z -f a}. */
    private static void modern(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        if (!words.get(0).known() || words.get(0).text().isEmpty()) {
            acts.opaque("it is not known what it is told to do");
            return;
        }
        List<Term> converted = new ArrayList<>(List.of(call.words().get(0)));
        int next = 1;
        String letters = words.get(0).text();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            converted.add(Term.of("-" + letter));
            if (WITH_VALUE.indexOf(letter) >= 0) {
                if (next >= words.size()) {
                    acts.opaque("its option `" + letter + "` has no value");
                    return;
                }
                converted.add(words.get(next++));
            }
        }
        converted.addAll(words.subList(next, words.size()));
        new RowProgram(reading.row()).read(call.of(converted), acts);
    }
}
