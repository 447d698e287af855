package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.files.tree.Inventory;
import io.brattice.shell.program.FileAct;
import java.nio.file.Path;
import java.util.Optional;

/** What a line moves: a rename that is renamed back, where nothing is in the way. */
record Moves(Draft draft) {

    /** {@code mv}: a rename that is renamed back, where nothing is in the way. */
    boolean moved(Findings.OnFile from, Findings.OnFile to) {
        renamesSecret(from, to);
        new Doubts(draft).doubt(from);
        new Doubts(draft).doubt(to);
        if (to.act() != FileAct.REPLACE && to.act() != FileAct.CREATE && to.act() != FileAct.WRITE) {
            return false;
        }
        Optional<Path> source = from.path().flatMap(draft.world::real);
        Optional<Path> end = to.path().flatMap(draft.world::real);
        if (source.isEmpty()
                || end.isEmpty()
                || draft.making.isMade(source.get())
                || draft.keeping.keeps(source.get())
                || draft.keeping.isCovered(source.get())
                || draft.keeping.isCovered(end.get())) {
            return false;
        }
        boolean below = draft.keeping.holdsBelow(source.get());
        boolean folderOver = draft.making.kind(source.get()) == World.Kind.FOLDER
                && draft.making.kind(end.get()).exists();
        draft.doubtful |= folderOver || end.get().startsWith(source.get());
        boolean plain = !draft.making.isShaken()
                && draft.making.kind(source.get()).exists()
                && !draft.making.kind(end.get()).exists()
                && !end.get().startsWith(source.get())
                && !below
                && end.get().getParent() != null
                && draft.making.kind(end.get().getParent()).exists()
                && !Making.isIn(end.get(), draft.making.arrived)
                && !draft.keeping.isGone(end.get())
                && !draft.keeping.isGone(source.get())
                && draft.ground.secures()
                && !draft.isStore(source.get())
                && !draft.isStore(end.get());
        if (!plain) {
            return false;
        }
        Inventory there = draft.survey.inventory(source.get());
        Optional<String> asked = draft.asked(Verb.DELETE, source.get()).or(() -> draft.asked(Verb.CREATE, end.get()));
        if (asked.isPresent() && !draft.survey.isMovable(source.get())) {
            return false;
        }
        Reversibility inherent = asked.isPresent() ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE;
        draft.account.effects.add(
                Effect.of(Verb.DELETE, Resource.file(source.get()), inherent).measuring(there.things(), there.bytes()));
        draft.account.effects.add(
                Effect.of(Verb.CREATE, Resource.file(end.get()), inherent).measuring(there.things(), there.bytes()));
        asked.ifPresent(why -> draft.account.reasons.add("it " + why + "; an undo moves it back"));
        draft.account.note("moves", source.get(), there.bytes());
        draft.account.text.append("    to ").append(Account.shown(end.get())).append('\n');
        draft.keeping.keep(Provision.renamed(source.get(), end.get()).asked(asked.isPresent()));
        draft.making.arrived.add(end.get());
        return true;
    }

    /** A secret under another name would be read by the next call without a question. */
    private void renamesSecret(Findings.OnFile from, Findings.OnFile to) {
        Optional<Path> source = from.path().flatMap(draft.world::real);
        Optional<Path> end = to.path().flatMap(draft.world::real);
        if (source.flatMap(draft.secrets::at).isPresent()
                && end.flatMap(draft.secrets::at).isEmpty()) {
            draft.account.effects.add(
                    Effect.of(Verb.DISCLOSE, Resource.file(source.get()), Reversibility.IRREVERSIBLE));
            draft.account.reasons.add("it gives another name to `" + Account.shown(source.get()) + "`, "
                    + draft.secrets.at(source.get()).get());
        }
    }
}
