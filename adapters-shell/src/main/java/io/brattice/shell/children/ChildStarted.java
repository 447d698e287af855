package io.brattice.shell.children;

import io.brattice.action.Resource;
import io.brattice.files.store.Step;
import io.brattice.shell.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A call that starts a child. Taking it back ends the child, whoever does it; where it has ended there is nothing to do. A process that died
 * before it could note the child took it along.
 */
public final class ChildStarted implements Step {

    static final String KIND = "child";
    private static final String NOTHING = "nothing";
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Path workspace;
    private final String call;
    private Optional<ProcessMark> mark = Optional.empty();

    /** @param workspace where it runs */
    public ChildStarted(Path workspace, String call) {
        this.workspace = Objects.requireNonNull(workspace, "workspace");
        this.call = Objects.requireNonNull(call, "call");
    }

    /** The step of a note; empty when it is another one's. */
    public static Optional<ChildStarted> read(Map<?, ?> note) {
        return KIND.equals(note.get("kind"))
                ? Optional.of(
                        new ChildStarted(Path.of(String.valueOf(note.get("path"))), String.valueOf(note.get("call"))))
                : Optional.empty();
    }

    /** The name of what a call starts. */
    public static Resource resource(String call) {
        StringBuilder plain = new StringBuilder("child:");
        call.chars().limit(200).forEach(c -> plain.append(c > ' ' && c < 0x7f && c != '#' ? (char) c : '_'));
        return new Resource(plain.toString());
    }

    /** It runs, as this process. */
    public void started(ProcessMark process) {
        mark = Optional.of(process);
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", workspace.toString(), "call", call);
    }

    @Override
    public String left() {
        return mark.map(ProcessMark::text).orElse(NOTHING);
    }

    @Override
    public void check(String left, Set<Path> freed) {}

    @Override
    public void undo(String left) throws IOException {
        if (!left.equals(NOTHING) && !left.equals(UNKNOWN)) {
            new ProcessMark(left).end(GRACE);
        }
    }

    @Override
    public Resource resource() {
        return resource(call);
    }

    @Override
    public String summary() {
        return "stops what it started";
    }
}
