package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;

/** {@code docker cp} and {@code kubectl cp}: files into and out of containers. */
final class ContainerCopyReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        if (words.size() != 2 || words.get(0).many() || words.get(1).many()) {
            acts.opaque("what it copies where is not known");
            return;
        }
        String scheme = reading.command().endsWith("cp") && call.name().equals("kubectl") ? "kubernetes" : "docker";
        Term from = words.get(0);
        Term to = words.get(1);
        if (!inContainer(from) && !(from.known() && from.text().equals("-"))) {
            acts.file(FileAct.READ_TREE, from);
        }
        if (reading.rehearses()) {
            return;
        }
        if (inContainer(to)) {
            acts.effect(
                    Verb.UPDATE,
                    Naming.of(scheme, "container", Naming.part(to).split(":", 2)[0]),
                    Reversibility.IRREVERSIBLE,
                    "overwrites files in a container");
        } else if (!(to.known() && to.text().equals("-"))) {
            acts.file(FileAct.WRITE_TREE, to);
        }
    }

    private static boolean inContainer(Term word) {
        String text = word.text();
        int colon = text.indexOf(':');
        return colon > 0 && !text.startsWith("/") && !text.startsWith(".");
    }
}
