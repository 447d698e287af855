package io.brattice.shell;

import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import java.nio.file.Path;
import java.util.Optional;

/** What a line removes: moved aside where the command can be exchanged for that, else copied where it can be. */
record Removals(Draft draft) {

    void delete(Path path, Findings.OnFile found) {
        if (draft.making.touchesPerhapsGone(Verb.DELETE, path)
                || draft.making.touchesArrived(Verb.DELETE, path)
                || draft.making.touchesMade(Verb.DELETE, path, Draft.followsLast(found))) {
            return;
        }
        if (draft.keeping.holds(path)) {
            draft.again(Verb.DELETE, path, draft.world.size(path));
            return;
        }
        World.Kind kind = draft.making.kind(path);
        if (!kind.exists()) {
            return;
        }
        if (draft.isStore(path)) {
            draft.loses(Verb.DELETE, path, "");
            return;
        }
        if (Draft.followsLast(found) && draft.world.worst()) {
            draft.account.bare(Verb.DELETE, path, "removes what `" + Account.shown(path) + "/` leads to");
            return;
        }
        boolean single = kind == World.Kind.FILE || kind == World.Kind.LINK;
        Optional<Command.Simple> ours = found.by() instanceof Command.Simple simple && isRemoval(simple)
                ? Optional.of(simple)
                : Optional.empty();
        boolean below = draft.keeping.holdsBelow(path);
        if (ours.isPresent() && !draft.keeping.keepsOtherwiseBelow(path) && draft.survey.isMovable(path)) {
            draft.keeps(Verb.DELETE, path, "removes", draft.survey.inventory(path), Provision.movedAside(path));
            draft.keeping.aside(ours.get(), new Decided.Removed(found.term().text(), path));
        } else if (single && !below && !supposedFolder(found) && draft.survey.isCopyable(path)) {
            draft.keeps(
                    Verb.DELETE,
                    path,
                    "removes",
                    draft.survey.inventory(path),
                    Provision.of(Provision.Kind.COPIED, path));
        } else if (single && !below && draft.survey.isRewritable(path)) {
            draft.keeps(
                    Verb.DELETE,
                    path,
                    "removes",
                    draft.survey.inventory(path),
                    Provision.of(Provision.Kind.REWRITTEN, path)); // this name of it, whatever the others are
        } else if (kind == World.Kind.FOLDER && !below && draft.survey.isCopyableTree(path)) {
            draft.keeps(
                    Verb.DELETE,
                    path,
                    "removes",
                    draft.survey.inventory(path),
                    Provision.of(Provision.Kind.TREE, path));
        } else {
            draft.loses(Verb.DELETE, path, "removes `" + Account.shown(path) + "`");
        }
    }

    void deleteEmpty(Path path, Findings.OnFile found) {
        boolean full = draft.world.names(path).map(names -> !names.isEmpty()).orElse(false);
        if (draft.world.kind(path) == World.Kind.FOLDER && !full) {
            delete(path, found);
        } else if (draft.world.worst() && draft.world.kind(path) != World.Kind.FOLDER) {
            delete(path, found);
        }
    }

    /** What is only supposed to be a file may be a folder, which cannot be kept by a copy. */
    private boolean supposedFolder(Findings.OnFile found) {
        return draft.world.worst() && found.act() == FileAct.DELETE_TREE;
    }

    /** True when the command can be exchanged for renames: it is come by once, and removes what it names. */
    private boolean isRemoval(Command.Simple command) {
        return draft.findings
                .words(command)
                .filter(words -> !draft.findings.isPerhaps())
                .filter(words -> words.stream().allMatch(Term::known))
                .map(words -> words.get(0).text())
                .filter(name -> name.equals("rm") || name.equals("rmdir") || name.equals("unlink"))
                .isPresent();
    }
}
