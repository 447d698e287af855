package io.brattice.console.mcp;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice mcp wrap}. */
@Command(
        name = "wrap",
        description = {
            "Put the gate in front of every server of a client that is a program.",
            "The file as it was stays beside it as CONFIG.before-brattice."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:the file was left as it is",
            "2:the command line was not understood"
        })
final class WrapCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "CONFIG",
            description = "Where the client is told its servers: a JSON file with mcpServers or servers.")
    private Path config = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--program",
            paramLabel = "PATH",
            defaultValue = "brattice",
            description = "How the client starts this program. Else `brattice`, which must be on its PATH.")
    private String program = "";

    @Override
    public Integer call() {
        CommandLine here = Objects.requireNonNull(spec, "spec").commandLine();
        return ConfigFile.change(config, file -> file.wrapped(program), "gated", here.getOut(), here.getErr());
    }
}
