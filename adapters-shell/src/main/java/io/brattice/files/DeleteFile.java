package io.brattice.files;

import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.files.undo.Duplicated;
import io.brattice.files.undo.MovedAside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** {@code delete_file}: a file, a link, or a folder with all that is in it; moved aside, never deleted. */
final class DeleteFile implements FileOperation {

    @Override
    public String name() {
        return "delete_file";
    }

    @Override
    public Form form() {
        return Form.of(name()).text("path");
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Deed plan(Form.Filled asked, Ground ground) throws IOException {
        Path path = ground.thing(asked.text("path"), "path");
        ground.refuseToUproot(path);
        Inventory there = ground.present(path);
        if (!ground.reaches(path)) {
            return duplicated(path, there, ground);
        }
        Step step = ground.world().supposes()
                ? new MovedAside(path, ground.aside(0), "supposed")
                : MovedAside.of(path, ground.aside(0));
        return new Deed.Draft(ground)
                .changes(Verb.DELETE, path, Optional.empty(), there.things(), there.bytes(), step)
                .saw(path + "\0" + there.digest().hex())
                .says("deletes " + ground.counted(path, there))
                .leaves(Trace.gone(path))
                .deed("", () -> {
                    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                        throw new IOException(Shown.path(path) + " could not be moved aside, and was left as it is");
                    }
                    return FileChange.of(path, "deleted " + ground.counted(path, there));
                });
    }

    /** On another file system than the store it cannot be renamed there: it is copied first. */
    private static Deed duplicated(Path path, Inventory there, Ground ground) throws IOException {
        if (!Duplicated.fits(there)) {
            throw new RefusedCall(
                    Shown.path(path)
                            + " is on another file system than the store, and too much to be copied there first; use a command");
        }
        Duplicated step = new Duplicated(path, ground.aside(0));
        return new Deed.Draft(ground)
                .changes(Verb.DELETE, path, Optional.empty(), there.things(), there.bytes(), step)
                .saw(path + "\0" + there.digest().hex())
                .says("deletes " + ground.counted(path, there))
                .leaves(Trace.gone(path))
                .deed("", () -> {
                    step.remove();
                    return FileChange.of(path, "deleted " + ground.counted(path, there));
                });
    }
}
