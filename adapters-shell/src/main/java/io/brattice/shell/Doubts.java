package io.brattice.shell;

import io.brattice.files.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether what is told of a command comes about: one that will fail does less. */
record Doubts(Draft draft) {

    /**
     * What is told of a command that will fail does not come about. It counts all the same, as something else may come in between, and
     * nobody is told that this is exactly what happens.
     */
    void doubt(Findings.OnFile found) {
        if (draft.world.supposes() && !Files.isDirectory(draft.ground.workspace())) {
            return; // on another machine
        }
        Optional<Path> real = found.path().flatMap(draft.world::real);
        Optional<Path> end = found.path().flatMap(draft.world::target);
        World.Kind there = real.map(draft.making::kind).orElse(World.Kind.UNKNOWN);
        World.Kind target = end.map(draft.making::kind).orElse(World.Kind.UNKNOWN);
        boolean slash = found.term().text().endsWith("/");
        draft.doubtful |= switch (found.act()) {
            case READ, UPDATE -> target != World.Kind.FILE;
            case READ_TREE, UPDATE_TREE -> !target.exists();
            case MOVE_AWAY -> !there.exists() || slash && there != World.Kind.FOLDER;
            case WRITE, APPEND, TOUCH -> (slash && target != World.Kind.FOLDER) || isNowhere(end);
            case CREATE -> there.exists() || (slash && target != World.Kind.FOLDER) || isNowhere(real);
            case REPLACE, LINK ->
                there == World.Kind.FOLDER || (slash && target != World.Kind.FOLDER) || isNowhere(real);
            case WRITE_TREE -> there.exists() && target != World.Kind.FOLDER || isNowhere(real);
            case FOLDER, FRESH -> isNowhere(real);
            case FOLDERS -> isNowhere(real.map(draft.making::firstMissing));
            case DELETE_TREE -> found.term().text().endsWith("."); // `rm` refuses `.` and `..`
            case LIST, DELETE, DELETE_EMPTY, MODE, MODE_TREE, SHRED -> false;
        };
    }

    /** True when there is no folder in which a thing could come to be. */
    private boolean isNowhere(Optional<Path> path) {
        Optional<Path> folder = path.map(Path::getParent);
        return folder.isEmpty()
                || draft.making.kind(folder.get()) != World.Kind.FOLDER && !draft.making.isMade(folder.get());
    }
}
