package io.brattice.shell;

import io.brattice.StaleException;
import io.brattice.files.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;

/** The index of a repository, copied first. Git may refresh what it remembers about times: only what it holds is compared. */
record GitIndex(Git git, Path aside, boolean existed) implements Step {

    static final String KIND = "git-index";

    static GitIndex of(Git git, Path aside) {
        return new GitIndex(git, aside, Files.exists(git.dir().resolve("index")));
    }

    private Path index() {
        return git.dir().resolve("index");
    }

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind",
                KIND,
                "path",
                index().toString(),
                "top",
                git.top().toString(),
                "aside",
                aside.toString(),
                "existed",
                existed);
    }

    @Override
    public void keep() throws IOException {
        if (existed) {
            Files.copy(index(), aside, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Override
    public String left() throws IOException {
        try {
            return git.indexState();
        } catch (InterruptedException e) {
            throw Git.interrupted(e);
        }
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (Files.exists(git.dir().resolve("index.lock")) || !left().equals(left)) {
            throw new StaleException("the index of `" + git.top() + "` was changed since");
        }
        if (existed && !Files.exists(aside)) {
            throw new StaleException("the copy of the index of `" + git.top() + "` is no longer in the store");
        }
    }

    @Override
    public void undo() throws IOException {
        if (existed) {
            Path fresh = git.dir().resolve("index.brattice");
            Files.copy(aside, fresh, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, index(), StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.deleteIfExists(index());
        }
    }

    @Override
    public String summary() {
        return "restores what was staged in `" + git.top() + "`";
    }
}
