package io.brattice.files;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Preview;
import io.brattice.files.store.Made;
import io.brattice.files.store.Store;
import io.brattice.files.undo.Restoration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file tools of an agent: {@code read_file}, {@code list_directory}, {@code search_files}, {@code write_file},
 * {@code edit_file}, {@code move_file}, {@code copy_file} and {@code delete_file}.
 *
 * <p>Reading is READ_ONLY, and IRREVERSIBLE where a name says that there may be a secret. Changes in the workspace are
 * REVERSIBLE; elsewhere, and in git's own data, they are IRREVERSIBLE, and still taken back where that is possible.
 */
public final class FileTools {

    private static final List<FileOperation> EVERY = List.of(
            new ReadFile(),
            new ListDirectory(),
            new SearchFiles(),
            new WriteFile(),
            new EditFile(),
            new MoveFile(),
            new CopyFile(),
            new DeleteFile());

    private final List<FileTool> tools;

    private FileTools(Path workspace, Optional<Path> home, Store store) throws IOException {
        Path real = workspace.toRealPath();
        Optional<Path> realHome = home.isPresent() ? Optional.of(home.get().toRealPath()) : home;
        if (store.root().startsWith(real)) {
            throw new IllegalArgumentException(
                    "the store `" + store.root() + "` is inside the workspace; put it elsewhere");
        }
        this.tools = EVERY.stream()
                .map(operation -> new FileTool(operation, real, realHome, store))
                .toList();
    }

    /** The tools for one workspace; what begins with {@code ~} is refused. */
    public static FileTools in(Path workspace, Store store) throws IOException {
        return new FileTools(workspace, Optional.empty(), store);
    }

    /** The tools for one workspace, with what {@code ~} means. */
    public static FileTools in(Path workspace, Path home, Store store) throws IOException {
        return new FileTools(workspace, Optional.of(home), store);
    }

    /** Every tool, those that only look first. */
    public List<FileTool> all() {
        return tools;
    }

    /** The tool of a name. */
    public Optional<FileTool> named(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** True for the name of one of these tools. */
    public static boolean knows(String tool) {
        return EVERY.stream().anyMatch(operation -> operation.name().equals(tool));
    }

    /**
     * What takes the calls of a tool of this name back, in any workspace: for whoever has the journal and the store, and no agent. Empty where it
     * is none of these tools, or one that only looks.
     */
    public static Optional<Restoration> restoring(String tool) {
        return EVERY.stream()
                .filter(operation -> operation.name().equals(tool) && operation.changes())
                .findFirst()
                .map(operation -> Restoration.of(operation.name() + ".undo", Restoration::fileStep));
    }

    /**
     * What a call would do in a world, without any tool, store or gate: by the very rules that a gate would use. In a supposed
     * world a file that is read, edited, moved, copied or deleted is taken to be there.
     *
     * @param workspace absolute; need not exist
     * @return empty when it is no call of these tools
     */
    public static Optional<Judged> judge(
            String tool, Arguments arguments, World world, Path workspace, Optional<Path> home) {
        Ground ground = new Ground(
                world,
                world.target(workspace).orElse(workspace.normalize()),
                home.map(folder -> world.target(folder).orElse(folder.normalize())),
                Optional.empty(),
                workspace.resolveSibling(".brattice-judged"),
                Made.nothing());
        return EVERY.stream()
                .filter(operation -> operation.name().equals(tool))
                .map(operation -> FileTool.judged(operation, arguments, ground))
                .findFirst();
    }

    /**
     * An opinion on a call that need not run.
     *
     * @param fidelity how much a preview of it would show
     * @param traces what it would leave, in order; see {@link Trace#into}
     */
    public record Judged(Assessment assessment, Preview.Fidelity fidelity, List<Trace> traces) {
        public Judged {
            traces = List.copyOf(traces);
        }

        static Judged unknown(String reason) {
            return new Judged(Assessment.unknown(reason), Preview.Fidelity.NONE, List.of());
        }

        /** Remembers what the call left, for judging those after it. */
        public void into(Aftermath aftermath) {
            traces.forEach(trace -> trace.into(aftermath));
        }
    }
}
