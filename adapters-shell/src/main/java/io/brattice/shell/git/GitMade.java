package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A repository that the call makes where none was. Taking it back moves it to the shelf with all that is in it, where its state, but for
 * objects that nothing names, is as the call left it.
 *
 * @param top the work tree
 * @param aside where taking it back puts it
 */
record GitMade(Git git, Path top, Path aside) implements Step {

    static final String KIND = "git-made";

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", dir().toString(), "top", top.toString(), "aside", aside.toString());
    }

    private Path dir() {
        return top.resolve(".git");
    }

    private boolean isThere() {
        return Files.exists(dir(), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public String left() throws IOException {
        return isThere() ? state().meaning().digest() : "nothing";
    }

    private GitState state() throws IOException {
        return GitState.of(git, dir(), dir());
    }

    /** Earlier releases told which branches were packed. */
    private boolean isLeft(String left) throws IOException {
        GitState now = state();
        return now.meaning().digest().equals(left) || now.files().digest().equals(left);
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(dir());
        if (isThere() && !left.equals(UNKNOWN) && !isLeft(left)) {
            throw new StaleException("there is more in the repository `" + top + "` now than the call made");
        }
        if (isThere() && left.equals(UNKNOWN) && GitAlive.in(top)) {
            throw new StaleException("a git is still at work in `" + top + "`: wait for it, or end it");
        }
        freed.add(dir());
    }

    @Override
    public void undo(String left) throws IOException {
        if (isThere()) {
            Files.createDirectories(Store.parent(aside));
            Files.move(dir(), aside);
        }
    }

    @Override
    public String summary() {
        return "moves the repository `" + Step.shown(top) + "` out of the way";
    }
}
