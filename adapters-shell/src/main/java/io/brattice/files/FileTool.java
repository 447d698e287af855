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
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.files.store.Made;
import io.brattice.files.store.Provenance;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.undo.Created;
import io.brattice.files.undo.Renamed;
import io.brattice.files.undo.Restoration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One of the {@link FileTools}.
 *
 * <p>Guarantees: what it changes inside the workspace is kept or noted first and can be put back; what it makes appears whole
 * and in one step, and never over something that came in between; a link is never written through. A call that cannot be done
 * as it stands is refused in one line with nothing done, and counts as doing nothing.
 *
 * <p>Does not: keep owners that this process may not set, access control lists and extended attributes of a file it rewrites.
 */
public final class FileTool implements Tool {

    private final FileOperation operation;
    private final Path workspace;
    private final Optional<Path> home;
    private final Store store;
    private final Provenance provenance;

    FileTool(FileOperation operation, Path workspace, Optional<Path> home, Store store) {
        this.operation = operation;
        this.workspace = workspace;
        this.home = home;
        this.store = store;
        this.provenance = new Provenance(store);
    }

    /** The tool {@code write_file} for one workspace, by itself. */
    public static FileTool in(Path workspace, Store store) throws IOException {
        return FileTools.in(workspace, store).named("write_file").orElseThrow();
    }

    @Override
    public String name() {
        return operation.name();
    }

    @Override
    public Optional<Classifier> classifier() {
        return Optional.of(new Classifier() {
            @Override
            public Optional<Assessment> assess(ToolCall call) throws IOException {
                return Optional.of(FileTool.this.assess(call, new LocalWorld()));
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
                return deed(call).preview();
            }

            @Override
            public Secured secure(ToolCall call, Preview judged) throws IOException, StaleException {
                return FileTool.this.secure(call, judged);
            }
        });
    }

    @Override
    public Optional<Tool> undo() {
        return FileTools.restoring(name()).map(tool -> tool);
    }

    @Override
    public Digest digest() {
        return Digest.of("tool:" + name() + "\n" + operation.getClass().getName() + "\n" + workspace + "\n"
                + home.map(Path::toString).orElse("") + "\n" + store.root());
    }

    @Override
    public Object run(Permit permit) throws Exception {
        ToolCall call = permit.redeem();
        return run(call, permit.preview(), permit.secured(), permit::leave);
    }

    /** What a call would do in a world, which may be a supposed one. */
    Assessment assess(ToolCall call, World world) throws IOException {
        return judged(operation, call.arguments(), ground(call, world)).assessment();
    }

    /** The same for any operation, with what the call would leave. */
    static FileTools.Judged judged(FileOperation operation, Arguments arguments, Ground ground) {
        try {
            Deed deed = deed(operation, arguments, ground);
            return new FileTools.Judged(deed.assessment(), deed.preview().fidelity(), deed.traces());
        } catch (IOException | UncheckedIOException e) {
            return FileTools.Judged.unknown("it cannot be looked at: " + Shown.briefly(String.valueOf(e.getMessage())));
        } catch (RefusedCall e) {
            return FileTools.Judged.unknown(String.valueOf(e.getMessage()));
        }
    }

    private static Deed deed(FileOperation operation, Arguments arguments, Ground ground) throws IOException {
        try {
            return operation.plan(operation.form().fill(arguments), ground);
        } catch (RefusedCall e) {
            if (ground.world().supposes() && !e.isWrongAnywhere()) {
                throw e;
            }
            return Deed.refused(e);
        } catch (IllegalArgumentException e) {
            return Deed.refused(new RefusedCall("a path is longer than can be named; pass a shorter one"));
        }
    }

    private Deed deed(ToolCall call) throws IOException {
        return deed(operation, call.arguments(), ground(call, new LocalWorld()));
    }

    private Ground ground(ToolCall call, World world) throws IOException {
        return new Ground(
                world, workspace, home, Optional.of(store), store.shelf(call.id()), provenance.of(call.caller()));
    }

    private Secured secure(ToolCall call, Preview judged) throws IOException, StaleException {
        Deed deed = deed(call);
        boolean shown =
                judged.fidelity() != Preview.Fidelity.NONE; // else it was not worth a rehearsal: the run looks again
        if (shown && !deed.preview().fingerprint().equals(judged.fingerprint())) {
            throw moved();
        }
        if (deed.steps().isEmpty()) {
            return new Secured(Set.of(), Arguments.none(), "");
        }
        Arguments kept = store.keep(call, deed.steps());
        Set<String> safeguards =
                deed.assessment().safeguards().stream().map(Safeguard::id).collect(Collectors.toSet());
        return new Secured(safeguards, kept, deed.summary());
    }

    Object run(ToolCall call, Optional<Preview> judged, Optional<Secured> secured, Consumer<Arguments> leave)
            throws IOException, StaleException {
        Ground ground = ground(call, new LocalWorld());
        Deed deed = deed(operation, call.arguments(), ground);
        boolean same = judged.isPresent()
                ? deed.preview().fingerprint().equals(judged.get().fingerprint())
                : !deed.assessment().inherent().isAtLeast(Reversibility.RECOVERABLE);
        if (!same) {
            throw moved();
        }
        List<?> notes = secured.flatMap(each -> each.kept().get("steps"))
                .map(each -> (List<?>) each)
                .orElse(List.of());
        if (notes.isEmpty()) {
            return deed.rest().run(); // judged at its inherent class, or nothing to take back
        }
        List<Map<String, Object>> steps = deed.steps().stream().map(Step::note).toList();
        if (!steps.equals(notes)) {
            throw new StaleException("what was secured is not what the call would change now");
        }
        Set<Step> own = deed.steps().stream()
                .filter(step -> step instanceof Created || ground.isOwn(place(step)))
                .collect(Collectors.toSet());
        try {
            for (Step step : deed.steps()) {
                step.perform();
            }
            Object result = deed.rest().run();
            note(deed.steps(), own, ground.made());
            return result;
        } finally {
            leave.accept(Restoration.left(deed.steps()));
        }
    }

    private static Path place(Step step) {
        return Path.of(Restoration.text(step.note(), "path"));
    }

    /** Notes what the call made, and what it moved. What cannot be noted counts as somebody else's. */
    private static void note(List<Step> steps, Set<Step> own, Made made) {
        try {
            for (Step step : steps) {
                Path there = step instanceof Renamed renamed ? renamed.to() : place(step);
                if (own.contains(step)) {
                    made.made(there, Set.of());
                } else if (step instanceof Renamed) {
                    made.moved(made.origin(place(step)).orElse(place(step)), there);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Not known to be the session's own, then.
        }
    }

    private static StaleException moved() {
        return new StaleException("what the call would change is not what was judged");
    }
}
