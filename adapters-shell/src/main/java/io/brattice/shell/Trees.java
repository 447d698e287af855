package io.brattice.shell;

import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.files.tree.Inventory;
import java.nio.file.Path;

/** What a line changes of a folder and everything below it: modes, and files that are not known before. */
record Trees(Draft draft) {

    private static final Inventory ONE = new Inventory(1, 0, true, true, true, Plan.NOTHING_SEEN);

    void mode(Path path, boolean below) {
        if (draft.making.touchesPerhapsGone(Verb.UPDATE, path)
                || draft.making.touchesArrived(Verb.UPDATE, path)
                || draft.making.touchesMade(Verb.UPDATE, path, true)
                || !draft.making.kind(path).exists()) {
            return;
        }
        if (draft.keeping.isCovered(path)) {
            draft.again(Verb.UPDATE, path, 0);
            return;
        }
        World.Kind kind = draft.world.kind(path);
        boolean plain = kind == World.Kind.FILE || kind == World.Kind.FOLDER;
        boolean small = draft.ground.secures() && (!below || draft.survey.isSmall(path));
        if (draft.isStore(path) || !small || !(plain || kind == World.Kind.LINK || kind == World.Kind.NOTHING)) {
            String what = "changes the mode of `" + Account.shown(path) + "`";
            draft.loses(Verb.UPDATE, path, what + (below ? " and everything below it" : ""));
            return;
        }
        if (draft.keeping.isCopied(path)) {
            draft.account.note("changes the mode of", path, 0);
            draft.again(Verb.UPDATE, path, 0);
            return;
        }
        draft.keeps(
                Verb.UPDATE,
                path,
                "changes the mode of",
                ONE,
                Provision.of(below ? Provision.Kind.MODES_BELOW : Provision.Kind.MODES, path));
    }

    void tree(Path path, Findings.OnFile found) {
        if (draft.making.touchesPerhapsGone(Verb.UPDATE, path)) {
            return;
        }
        boolean again = draft.keeping.isCovered(path);
        boolean within = draft.making.touchesMade(Verb.UPDATE, path, true);
        if (again || within) {
            if (again) {
                draft.again(Verb.UPDATE, path, 0);
            }
            return;
        }
        draft.making.shake(); // what it puts there may be links
        if (!draft.making.kind(path).exists()) {
            new Writes(draft).create(path, found);
            return;
        }
        if (draft.making.touchesArrived(Verb.UPDATE, path)) {
            return;
        }
        if (draft.making.kind(path) == World.Kind.FILE) { // which stays one, or is exchanged
            new Writes(draft).overwrite(path, found);
            return;
        }
        String does = "writes below `" + Account.shown(path) + "`: what it overwrites there is not known before";
        boolean own = path.equals(draft.ground.workspace()); // what is in it is the agent's own
        if (draft.isStore(path) || !draft.keeping.isEmpty() || !draft.survey.isCopyableTree(path)) {
            if (own) {
                draft.account.bare(Verb.UPDATE, path, does);
            } else {
                draft.loses(Verb.UPDATE, path, does);
            }
            return;
        }
        Inventory there = draft.survey.inventory(path);
        Provision provision = Provision.of(Provision.Kind.TREE, path);
        if (own) {
            draft.account.note("writes below", path, there.bytes());
            draft.keeping.keep(provision);
            draft.account.effects.add(Account.kept(Verb.UPDATE, path, Math.max(there.things(), 1), there.bytes()));
        } else {
            draft.keeps(Verb.UPDATE, path, "writes below", there, provision);
        }
    }
}
