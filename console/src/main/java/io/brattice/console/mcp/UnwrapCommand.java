package io.brattice.console.mcp;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice mcp unwrap}. */
@Command(
        name = "unwrap",
        description = {
            "Take the gate away again from every server of a client.",
            "The file as it was stays beside it as CONFIG.before-brattice."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:the file was left as it is",
            "2:the command line was not understood"
        })
final class UnwrapCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "CONFIG",
            description = "Where the client is told its servers: a JSON file with mcpServers or servers.")
    private Path config = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine here = Objects.requireNonNull(spec, "spec").commandLine();
        return ConfigFile.change(config, ClientConfig::unwrapped, "no longer gated:", here.getOut(), here.getErr());
    }
}
