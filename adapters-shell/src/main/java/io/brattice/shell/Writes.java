package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.tree.Inventory;
import io.brattice.shell.program.FileAct;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a line writes, overwrites and makes. */
record Writes(Draft draft) {

    /** Writes where something may be. */
    void write(Path path, Findings.OnFile found) {
        boolean follows =
                found.act() != FileAct.REPLACE && found.act() != FileAct.LINK && found.act() != FileAct.CREATE;
        if (draft.making.touchesPerhapsGone(Verb.UPDATE, path) || draft.making.touchesArrived(Verb.UPDATE, path)) {
            return;
        }
        if (follows && draft.making.isFresh(path)) {
            draft.making.plainly.add(path);
            draft.account.effects.add(Effect.of(Verb.CREATE, Resource.file(path), Reversibility.REVERSIBLE));
            return;
        }
        if (draft.making.touchesMade(Verb.UPDATE, path, follows)) {
            return;
        }
        if (draft.keeping.holds(path)) {
            draft.again(Verb.UPDATE, path, draft.world.size(path));
            return;
        }
        switch (draft.making.kind(path)) {
            case NOTHING -> create(path, found);
            case FILE -> overwrite(path, found);
            case LINK -> {
                if (!follows) {
                    overwrite(path, found);
                } else {
                    draft.account.bare(Verb.UPDATE, path, "writes through the link `" + Account.shown(path) + "`");
                }
            }
            case FOLDER -> {
                if (found.act() == FileAct.TOUCH) {
                    draft.account.bare(Verb.UPDATE, path, "sets the times of the folder `" + Account.shown(path) + "`");
                } else if (!follows || draft.world.worst()) {
                    draft.account.bare(Verb.UPDATE, path, "replaces the folder `" + Account.shown(path) + "`");
                }
            }
            case OTHER, UNKNOWN ->
                draft.account.bare(
                        Verb.UPDATE, path, "writes to `" + Account.shown(path) + "`, which is no plain file");
        }
    }

    void create(Path path, Findings.OnFile found) {
        Optional<String> asked = draft.asked(Verb.CREATE, path);
        if (asked.isPresent() && (draft.isStore(path) || !draft.ground.reaches(path))) {
            draft.loses(Verb.CREATE, path, "");
            return;
        }
        if (asked.isPresent()) {
            draft.account.bare(Verb.CREATE, path, 1, 0, asked.get() + "; an undo takes it away");
        } else {
            draft.account.effects.add(Effect.of(Verb.CREATE, Resource.file(path), Reversibility.REVERSIBLE));
            draft.account.note("creates", path, 0);
        }
        if (!draft.making.isMade(path)) {
            Path first = draft.making.firstMissing(path);
            draft.making.made.add(first);
            boolean plain = switch (found.act()) {
                case WRITE, APPEND, UPDATE, TOUCH, FOLDER, FOLDERS -> true;
                case LIST,
                        READ,
                        READ_TREE,
                        UPDATE_TREE,
                        DELETE,
                        DELETE_EMPTY,
                        DELETE_TREE,
                        MOVE_AWAY,
                        REPLACE,
                        CREATE,
                        FRESH,
                        LINK,
                        WRITE_TREE,
                        MODE,
                        MODE_TREE,
                        SHRED -> false;
            };
            plain &= path.equals(first) || found.act() == FileAct.FOLDERS; // else it fails, and makes nothing
            for (Path up = path; plain && up != null && up.startsWith(first); up = up.getParent()) {
                draft.making.plainly.add(up);
            }
            draft.keeping.keep(Provision.of(Provision.Kind.CREATED, first).asked(asked.isPresent()));
        }
    }

    /** Makes something by a template, in a folder that is there. */
    void fresh(Path path) {
        Path folder = path.getParent();
        if (folder == null || draft.making.touchesPerhapsGone(Verb.CREATE, folder)) {
            return;
        }
        Optional<String> asked = draft.asked(Verb.CREATE, path);
        if (asked.isPresent() && (draft.isStore(path) || !draft.ground.reaches(path))) {
            draft.loses(Verb.CREATE, path, "");
            return;
        }
        if (asked.isPresent()) {
            draft.account.bare(Verb.CREATE, path, 1, 0, asked.get() + "; an undo takes it away");
        } else {
            draft.account.effects.add(Effect.of(Verb.CREATE, Resource.file(path), Reversibility.REVERSIBLE));
            draft.account.note("creates", path, 0);
        }
        if (!draft.making.isMade(folder) && !draft.keeping.isCovered(folder)) {
            draft.keeping.appears(Provision.of(Provision.Kind.APPEARED, path).asked(asked.isPresent()));
        }
    }

    void overwrite(Path path, Findings.OnFile found) {
        if (!draft.isStore(path) && draft.survey.isRewritable(path)) {
            rewrite(path, found);
            return;
        }
        if (draft.isStore(path) || !draft.survey.isCopyable(path)) {
            draft.loses(Verb.UPDATE, path, "overwrites `" + Account.shown(path) + "`, which cannot be kept");
            return;
        }
        draft.keeps(
                Verb.UPDATE,
                path,
                found.act() == FileAct.APPEND ? "adds to" : "overwrites",
                new Inventory(1, draft.world.size(path), true, true, true, Plan.NOTHING_SEEN),
                Provision.of(Provision.Kind.COPIED, path));
        found.text().filter(text -> found.act() == FileAct.WRITE).ifPresent(text -> lines(path, text));
    }

    /** What is to be written is known, and so how many lines of the file will be gone. What is not is counted when it has run. */
    private void lines(Path path, String text) {
        if (draft.world.supposes() || draft.isOwn(path)) {
            return;
        }
        long lost;
        try {
            lost = LineCount.of(path, LineCount.QUICKLY).orElse(0L) - LineCount.of(text);
        } catch (IOException e) {
            return; // it is counted then too
        }
        if (lost > 0) {
            Effect gone = Effect.of(Verb.DELETE, Resource.file(path).part("lines"), Reversibility.IRREVERSIBLE)
                    .measuring(lost, 0);
            boolean asked = draft.asked(Verb.UPDATE, path).isPresent();
            draft.account.effects.add(asked ? gone : gone.safeguarded(Reversibility.REVERSIBLE));
            draft.account.text.append("    which loses ").append(lost).append(lost == 1 ? " line\n" : " lines\n");
        }
    }

    /** A file of several names: what is written into it is written to all of them. */
    private void rewrite(Path path, Findings.OnFile found) {
        Inventory there = new Inventory(1, draft.world.size(path), true, true, true, Plan.NOTHING_SEEN);
        Provision provision = Provision.of(Provision.Kind.REWRITTEN, path);
        String does = found.act() == FileAct.APPEND ? "adds to" : "overwrites";
        boolean replaced =
                found.act() == FileAct.REPLACE || found.act() == FileAct.LINK || found.act() == FileAct.CREATE;
        if (!replaced && draft.asked(Verb.UPDATE, path).isEmpty()) {
            Optional<List<Path>> names = draft.survey.otherNames(path);
            Optional<String> beyond = names.isEmpty()
                    ? Optional.of("which has names outside the workspace")
                    : names.get().stream()
                            .filter(name -> !draft.isStore(name))
                            .filter(name -> draft.asked(Verb.UPDATE, name).isPresent())
                            .findFirst()
                            .map(name -> "which is `" + Account.shown(name) + "` too");
            if (beyond.isPresent()) {
                draft.keepsAsked(
                        Verb.UPDATE, path, does + " `" + Account.shown(path) + "`, " + beyond.get(), provision);
            }
            names.orElse(List.of()).forEach(this::rewritten);
            if (beyond.isPresent()) {
                return;
            }
        }
        draft.keeps(Verb.UPDATE, path, does, there, provision);
    }

    /** By another name. */
    private void rewritten(Path other) {
        if (!draft.isStore(other) && !draft.keeping.isGone(other) && !draft.keeping.keeps(other)) {
            draft.account.note("    and with it", other, 0);
            draft.again(Verb.UPDATE, other, draft.world.size(other));
        }
    }

    void folder(Path path, Findings.OnFile found) {
        if (draft.making.touchesPerhapsGone(Verb.UPDATE, path) || draft.making.touchesMurky(Verb.CREATE, path, true)) {
            return;
        }
        if (draft.making.isMade(path) && !draft.making.made.contains(path)) {
            for (Path up = path; up != null && !draft.making.plainly.contains(up); up = up.getParent()) {
                if (draft.making.made.contains(up)) {
                    return; // inside of what is not known
                }
            }
            for (Path up = path; up != null && !draft.making.plainly.contains(up); up = up.getParent()) {
                draft.making.plainly.add(up);
            }
        } else if (!draft.making.kind(path).exists()) {
            create(path, found);
        }
    }
}
