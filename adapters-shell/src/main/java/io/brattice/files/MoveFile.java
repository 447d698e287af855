package io.brattice.files;

import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.files.undo.Created;
import io.brattice.files.undo.Renamed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code move_file}: a file, link or folder to a place where nothing is. */
final class MoveFile implements FileOperation {

    @Override
    public String name() {
        return "move_file";
    }

    @Override
    public Form form() {
        return Form.of(name()).text("from").text("to");
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Deed plan(Form.Filled asked, Ground ground) throws IOException {
        Path from = ground.thing(asked.text("from"), "from");
        Path to = ground.thing(asked.text("to"), "to");
        ground.refuseToUproot(from);
        Inventory source = ground.present(from);
        ground.refuseOccupied(from, to);
        if (!ground.isOneDevice(from, to)) {
            throw new RefusedCall("`from` and `to` are on two file systems; use `copy_file`, then `delete_file`");
        }
        String identity = ground.world().supposes() ? "supposed" : Inventory.identity(from);
        Optional<Path> missing = ground.missingAbove(to);
        Deed.Draft draft = new Deed.Draft(ground);
        if (missing.isPresent()) {
            long folders = (long) to.getNameCount() - missing.get().getNameCount();
            draft.makes(Verb.CREATE, missing.get(), folders, 0, new Created(missing.get(), ground.aside(0)));
        }
        Step renamed = new Renamed(from, to, identity);
        draft.makes(Verb.CREATE, to, source.things(), source.bytes(), renamed);
        draft.makes(Verb.DELETE, from, source.things(), source.bytes(), renamed);
        if (ground.losesItsName(from, to)) {
            draft.copies(from, true);
        }
        return draft.saw(from + "\0" + source.digest().hex())
                .saw(to + "\0nothing")
                .says("moves " + ground.counted(from, source))
                .says("  to " + Shown.path(to))
                .leaves(Trace.moved(from, to, ground.world().kind(from)))
                .deed("", () -> {
                    try (Fresh fresh = Fresh.at(to, ground)) {
                        fresh.bring(from, identity);
                    }
                    return FileChange.of(to, "moved " + ground.counted(from, source));
                });
    }
}
