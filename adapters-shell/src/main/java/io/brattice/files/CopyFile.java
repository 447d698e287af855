package io.brattice.files;

import io.brattice.StaleException;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.files.undo.Created;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code copy_file}: a file, or a folder with all that is in it, to a place where nothing is. Links in it are copied as links. */
final class CopyFile implements FileOperation {

    private static final int MOST_THINGS = 20_000;
    private static final int MOST_NAMED = 500;
    private static final long MOST_BYTES = 1L << 30;

    @Override
    public String name() {
        return "copy_file";
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
        Inventory source = ground.present(from);
        if (ground.world().kind(from) == World.Kind.LINK) {
            throw RefusedCall.here(Shown.path(from) + " is a link; pass what it leads to");
        }
        if (!source.ordinary() || LocalWorld.ofTheKernel(from)) {
            throw new RefusedCall(Shown.path(from) + " is, or holds, a device, pipe or socket; copy what is beside it");
        }
        if (source.things() > MOST_THINGS || source.bytes() > MOST_BYTES) {
            throw new RefusedCall(Shown.path(from) + " holds more than " + MOST_THINGS + " things or "
                    + (MOST_BYTES >> 20) + " MiB; copy parts of it, or use a command");
        }
        if (ground.store().filter(store -> store.root().startsWith(from)).isPresent()) {
            throw new RefusedCall(Shown.path(from) + " holds the store; copy what is beside it");
        }
        ground.refuseOccupied(from, to);
        Optional<Path> missing = ground.missingAbove(to);
        Step step = new Created(missing.orElse(to), ground.aside(0));
        Deed.Draft draft = new Deed.Draft(ground);
        if (missing.isPresent()) {
            draft.makes(
                    Verb.CREATE,
                    missing.get(),
                    to.getNameCount() - missing.get().getNameCount(),
                    0,
                    step);
        }
        draft.makes(Verb.CREATE, to, source.things(), source.bytes(), step);
        for (Path read : read(from, to, ground)) {
            boolean exposed =
                    ground.losesItsName(read, to.resolve(from.relativize(read).toString()));
            draft.copies(read, exposed);
        }
        return draft.saw(from + "\0" + source.digest().hex())
                .saw(to + "\0nothing")
                .says("copies " + ground.counted(from, source))
                .says("  to " + Shown.path(to))
                .leaves(new Trace(to, ground.world().kind(from), ground.world().text(from, 64 << 10), Optional.empty()))
                .deed("", () -> {
                    try (Fresh fresh = Fresh.at(to, ground)) {
                        fresh.copy(from);
                        if (!Inventory.of(from).digest().equals(source.digest())) {
                            throw new StaleException(Shown.path(from) + " was changed while it was copied");
                        }
                        fresh.appear();
                    }
                    return FileChange.of(to, "copied " + ground.counted(from, source));
                });
    }

    /** The thing itself, every folder below it, and what would no longer look like a secret: so that rules can name them. */
    private static List<Path> read(Path from, Path to, Ground ground) throws IOException {
        if (ground.world().supposes()) {
            return List.of(from);
        }
        try (Stream<Path> all = Files.walk(from)) {
            List<Path> named = all.filter(path -> path.equals(from)
                            || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                            || ground.losesItsName(
                                    path, to.resolve(from.relativize(path).toString())))
                    .limit(MOST_NAMED + 1)
                    .toList();
            if (named.size() > MOST_NAMED) {
                throw new RefusedCall(
                        Shown.path(from) + " holds more than " + MOST_NAMED + " folders; copy parts of it");
            }
            return named;
        }
    }
}
