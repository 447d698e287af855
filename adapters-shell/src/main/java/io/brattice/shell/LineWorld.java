package io.brattice.shell;

import io.brattice.files.Aftermath;
import io.brattice.files.SupposedWorld;
import io.brattice.files.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The world as it is in the middle of a command line: as it is now, and what the commands before would have done. */
final class LineWorld implements World {

    private final World now;
    private final Aftermath done = new Aftermath();
    private final List<Change> changes = new ArrayList<>();
    private final Set<Path> texts = new HashSet<>();
    private World world;
    private boolean stirred;
    private boolean stirredByGit;

    /** One thing that a command would leave; NOTHING for what it removes. */
    record Change(Path path, Kind kind, Optional<String> text) {
        void tell(Aftermath aftermath) {
            if (kind == Kind.NOTHING) {
                aftermath.removed(path);
            } else {
                aftermath.made(path, kind, text);
            }
        }
    }

    LineWorld(World now) {
        this.now = now;
        this.world = now;
    }

    /** What was there before the line began. */
    World before() {
        return now;
    }

    /** A file or folder comes to be, or its content changes. */
    void made(Path path, Kind kind, Optional<String> text) {
        changed(new Change(path, kind, text));
    }

    /** A file or folder goes. */
    void removed(Path path) {
        changed(new Change(path, Kind.NOTHING, Optional.empty()));
    }

    /** Files that are not named were written: what any file holds is not known from here on. */
    void stirred(boolean byGit) {
        stirred |= !byGit;
        stirredByGit |= byGit;
    }

    /** Files whose text was looked at, and so decided what the line does. */
    Set<Path> texts() {
        return texts;
    }

    /** What the commands so far would leave, in order. */
    List<Change> changes() {
        return changes;
    }

    private void changed(Change change) {
        changes.add(change);
        change.tell(done);
        if (world == now) {
            world = new SupposedWorld(now, now.worst(), Set.of(), done);
        }
    }

    @Override
    public Kind kind(Path path) {
        return world.kind(path);
    }

    @Override
    public Kind followed(Path path) {
        return world.followed(path);
    }

    @Override
    public Optional<Path> real(Path path) {
        return world.real(path);
    }

    @Override
    public Optional<Path> target(Path path) {
        return world.target(path);
    }

    @Override
    public Optional<List<String>> names(Path folder) {
        return world.names(folder);
    }

    @Override
    public Optional<String> text(Path file, int most) {
        texts.add(file.normalize());
        world.target(file).ifPresent(texts::add);
        boolean gits = file.toString().contains("/.git");
        return stirred || (stirredByGit && !gits) ? Optional.empty() : world.text(file, most);
    }

    @Override
    public long size(Path file) {
        return world.size(file);
    }

    @Override
    public boolean isRoots() {
        return now.isRoots();
    }

    @Override
    public boolean isMade(Path path) {
        return now.isMade(path);
    }

    @Override
    public boolean supposes() {
        return now.supposes();
    }

    @Override
    public boolean worst() {
        return now.worst();
    }

    @Override
    public long nanos() {
        return world.nanos();
    }
}
