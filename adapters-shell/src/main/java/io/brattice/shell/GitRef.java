package io.brattice.shell;

import io.brattice.StaleException;
import io.brattice.files.Step;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A branch that the call moves. It is moved back by git itself, and only from where the call left it.
 *
 * @param ref its full name, or {@code HEAD} when detached
 * @param before where it was; empty when it did not exist
 */
record GitRef(Git git, String ref, String before) implements Step {

    static final String KIND = "git-ref";

    static GitRef current(Git git) throws IOException, InterruptedException {
        return new GitRef(git, git.branch(), git.commit("HEAD"));
    }

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind",
                KIND,
                "path",
                git.dir().resolve("HEAD").toString(),
                "top",
                git.top().toString(),
                "ref",
                ref,
                "before",
                before);
    }

    @Override
    public String left() throws IOException {
        try {
            return git.commit(ref) + " " + git.branch();
        } catch (InterruptedException e) {
            throw Git.interrupted(e);
        }
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!left().equals(left)) {
            throw new StaleException("`" + ref + "` of `" + git.top() + "` was moved since");
        }
    }

    @Override
    public void undo() throws IOException {
        try {
            String now = git.commit(ref);
            if (now.equals(before)) {
                return;
            }
            List<String> command = before.isEmpty()
                    ? List.of("update-ref", "-d", ref, now)
                    : List.of("update-ref", "-m", "brattice: undo", ref, before, now);
            ShellResult result = git.tell(command);
            if (result.exit() != 0) {
                throw new IOException("git would not move `" + ref + "` back: " + result.stderr());
            }
        } catch (InterruptedException e) {
            throw Git.interrupted(e);
        }
    }

    @Override
    public String summary() {
        return "moves " + ref + " of `" + git.top() + "` back to " + (before.isEmpty() ? "nothing" : before);
    }
}
