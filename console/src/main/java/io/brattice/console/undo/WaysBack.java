package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.Permit;
import io.brattice.Tool;
import io.brattice.aws.command.AwsCommand;
import io.brattice.files.FileTools;
import io.brattice.files.undo.Part;
import io.brattice.files.undo.Restoration;
import io.brattice.shell.ShellTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How the calls of the tools that are known here are taken back: those of the shell tool and of the file tools. */
final class WaysBack {

    private static final String SHELL = "bash";

    private final Restoration shell;

    WaysBack() throws IOException {
        this.shell = ShellTool.restoring(Path.of(System.getProperty("user.home")), List.of(AwsCommand.shipped()));
    }

    /** What takes the calls of a tool back; empty where only the process that has the tool can. */
    Optional<Restoration> of(String tool) {
        return tool.equals(SHELL) ? Optional.of(shell) : FileTools.restoring(tool);
    }

    /** What a call did, step by step; nothing where that is not known here. */
    List<Part> parts(Chronicle.Call call) throws IOException {
        if (call.kept().names().isEmpty()) {
            return List.of();
        }
        Optional<Restoration> way = of(call.tool());
        return way.isPresent() ? way.get().parts(call.kept(), call.left()) : List.of();
    }

    /** The tool of a name, for a gate through which calls are only taken back. */
    Optional<Tool> tool(String name) {
        return of(name).map(way -> new Gone(name, way));
    }

    /** A tool that is somewhere else. It stands for its undo. */
    private record Gone(String name, Restoration way) implements Tool {

        @Override
        public Object run(Permit permit) {
            throw new UnsupportedOperationException("`" + name + "` does not run here; its calls are only taken back");
        }

        @Override
        public Optional<Tool> undo() {
            return Optional.of(way);
        }
    }
}
