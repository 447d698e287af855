package io.brattice.files;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.Secured;
import io.brattice.StaleException;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes a whole text file below a workspace: the tool {@code write_file} with {@code path} and {@code content}.
 *
 * <p>Guarantees: the old content is kept first, the file is exchanged in one step, links are not followed at its last name,
 * and the lines it loses are counted as an effect of their own on {@code file:/…#lines}. What cannot be written so (a link, a
 * folder, a path outside, a file with several names) is unknown, and refuses to run even with a permit.
 */
public final class FileTool implements Tool {

    private static final Set<String> ARGUMENTS = Set.of("path", "content");
    private static final String SAFEGUARD = "files.copied";

    private final Path workspace;
    private final Store store;

    private FileTool(Path workspace, Store store) {
        this.workspace = workspace;
        this.store = store;
    }

    /** The tool for one workspace. */
    public static FileTool in(Path workspace, Store store) throws IOException {
        Path real = workspace.toRealPath();
        if (store.root().startsWith(real)) {
            throw new IllegalArgumentException(
                    "the store `" + store.root() + "` is inside the workspace; put it elsewhere");
        }
        return new FileTool(real, store);
    }

    /** What one call would do now. */
    private record Change(Path path, String content, Step step, Optional<String> before, Preview preview) {}

    @Override
    public String name() {
        return "write_file";
    }

    @Override
    public Optional<Classifier> classifier() {
        return Optional.of(new Classifier() {
            @Override
            public Optional<Assessment> assess(ToolCall call) throws IOException {
                return Optional.of(FileTool.this.assess(call));
            }

            @Override
            public boolean probes() {
                return true;
            }
        });
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return Optional.of(new Rehearsal() {
            @Override
            public Preview preview(ToolCall call) throws IOException {
                return change(call).preview();
            }

            @Override
            public Secured secure(ToolCall call, Preview judged) throws IOException, StaleException {
                Change change = unmoved(call, judged);
                Arguments kept = store.keep(call.id(), List.of(change.step()));
                return new Secured(Set.of(SAFEGUARD), kept, change.step().summary());
            }
        });
    }

    @Override
    public Optional<Tool> undo() {
        return Optional.of(Restoration.of("write_file.undo", Restoration::fileStep));
    }

    @Override
    public Digest digest() {
        return Digest.of("tool:write_file\n" + getClass().getName() + "\n" + workspace + "\n" + store.root());
    }

    @Override
    public String run(Permit permit) throws Exception {
        ToolCall call = permit.redeem();
        return run(call, permit.preview(), permit::leave);
    }

    String run(ToolCall call, Optional<Preview> judged, Consumer<Arguments> leave) throws IOException, StaleException {
        Change change = change(call);
        // Without a preview nothing was there when it was judged.
        boolean same = judged.isPresent()
                ? change.preview().fingerprint().equals(judged.get().fingerprint())
                : change.before().isEmpty();
        if (!same) {
            throw new StaleException("`" + change.path() + "` is not what was judged");
        }
        Path parent = Store.parent(change.path());
        Path fresh = parent.resolve(".brattice-" + store.shelf(call.id()).getFileName());
        try {
            if (Files.isDirectory(store.shelf(call.id()))) {
                change.step().perform();
            }
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                out.write(ByteBuffer.wrap(change.content().getBytes(StandardCharsets.UTF_8)));
                out.force(true);
            }
            if (change.before().isPresent()) {
                Files.setPosixFilePermissions(
                        fresh, Files.getPosixFilePermissions(change.path(), LinkOption.NOFOLLOW_LINKS));
                Files.move(fresh, change.path(), StandardCopyOption.ATOMIC_MOVE);
            } else {
                exclusively(fresh, change.path());
            }
        } finally {
            Files.deleteIfExists(fresh);
            leave.accept(Restoration.left(List.of(change.step())));
        }
        return "wrote " + change.content().length() + " characters";
    }

    /** Never over what has come in between, which a rename would do. */
    private static void exclusively(Path fresh, Path path) throws IOException, StaleException {
        try {
            Files.createLink(path, fresh);
        } catch (FileAlreadyExistsException e) {
            throw new StaleException("`" + path + "` is not what was judged");
        }
    }

    private Assessment assess(ToolCall call) throws IOException {
        try {
            Change change = change(call);
            return new Assessment(
                    change.preview().effects(),
                    true,
                    Reversibility.REVERSIBLE,
                    Reversibility.REVERSIBLE,
                    Set.of(new Safeguard(SAFEGUARD, "the old content is copied first")),
                    List.of("the old content is copied first"));
        } catch (IllegalArgumentException e) {
            return Assessment.unknown(String.valueOf(e.getMessage()));
        }
    }

    private Change unmoved(ToolCall call, Preview judged) throws IOException, StaleException {
        Change change = change(call);
        boolean shown = judged.fidelity() != Preview.Fidelity.NONE;
        if (shown && !change.preview().fingerprint().equals(judged.fingerprint())) {
            throw new StaleException("`" + change.path() + "` is not what was judged");
        }
        return change;
    }

    /**
     * What the call would do now.
     *
     * @throws IllegalArgumentException if it is not a plain file, or nothing yet, in a folder of the workspace
     */
    private Change change(ToolCall call) throws IOException {
        if (!call.arguments().names().equals(ARGUMENTS)) {
            throw new IllegalArgumentException("`write_file` takes exactly `path` and `content`");
        }
        String content = call.arguments().string("content").orElse("");
        Path path = resolved(call.arguments().string("path").orElse(""));
        Path aside = store.shelf(call.id()).resolve("0");
        Inventory there = Inventory.of(path);
        Optional<String> before = there.isNothing() ? Optional.empty() : Optional.of(plainText(path));
        Step step = before.isPresent() ? new Copied(path, aside) : new Created(path, aside);
        Comparison lines = Comparison.of(before.orElse(""), content);
        List<Effect> effects = new ArrayList<>();
        effects.add(Effect.of(
                        before.isPresent() ? Verb.UPDATE : Verb.CREATE,
                        Resource.file(path),
                        before.isPresent() ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE)
                .measuring(1, there.bytes())
                .safeguarded(Reversibility.REVERSIBLE));
        if (lines.removed() > 0) {
            effects.add(Effect.of(Verb.DELETE, Resource.file(path).part("lines"), Reversibility.IRREVERSIBLE)
                    .measuring(lines.removed(), 0)
                    .safeguarded(Reversibility.REVERSIBLE));
        }
        Digest seen = Digest.of(there.digest().hex() + Digest.of(content).hex());
        return new Change(
                path, content, step, before, Preview.exact(effects, seen, Step.shown(path) + "\n" + lines.text()));
    }

    private Path resolved(String name) throws IOException {
        try {
            Path named = workspace.resolve(name);
            Path parent = named.getParent();
            Path last = named.getFileName();
            if (name.isEmpty() || name.endsWith("/") || parent == null || last == null || !Files.isDirectory(parent)) {
                throw new IllegalArgumentException("the folder of `" + name + "` does not exist; make it first");
            }
            Path path = parent.toRealPath().resolve(last);
            if (last.toString().equals("..")
                    || last.toString().equals(".")
                    || !path.startsWith(workspace)
                    || Store.holdsGitData(path)) {
                throw new IllegalArgumentException("`" + name + "` is not a file of the workspace; pass one that is");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "`path` cannot be named in this locale; start the JVM with LC_ALL=C.UTF-8", e);
        }
    }

    private static String plainText(Path path) throws IOException {
        Map<String, Object> known = Files.readAttributes(path, "unix:nlink,isRegularFile", LinkOption.NOFOLLOW_LINKS);
        if (!Boolean.TRUE.equals(known.get("isRegularFile"))
                || !Integer.valueOf(1).equals(known.get("nlink"))) {
            throw new IllegalArgumentException("`" + path + "` is not a plain file with one name; pass one that is");
        }
        byte[] bytes = Files.readAllBytes(path);
        String text = new String(bytes, StandardCharsets.UTF_8);
        // Latin-1 reads any bytes without merging lines. Only lines are counted and shown; the copy is made of the
        // bytes.
        return text.indexOf('\ufffd') < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
