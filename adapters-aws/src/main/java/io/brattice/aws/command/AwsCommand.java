package io.brattice.aws.command;

import io.brattice.shell.program.Acts;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Program;

/**
 * The {@code aws} program: {@code aws [options] SERVICE OPERATION [options]}, each line as the calls that it makes.
 *
 * <p>Guarantees: a line whose options are known is judged as the calls of their operations would be, by the same rules; what is not known
 * beforehand (a variable, a file that is not there yet) counts as the gravest value that it could have. A command of the program's own that is not
 * known here, an option that the operation does not have, a file of aliases that may run a shell: opaque.
 *
 * <p>Does not: send anything, nor look anything up but files that the line names.
 */
public final class AwsCommand implements Program {

    private final Opinion opinion;

    private AwsCommand(Opinion opinion) {
        this.opinion = opinion;
    }

    /** The program, judged by this. */
    public static AwsCommand judgedBy(Opinion opinion) {
        return new AwsCommand(opinion);
    }

    @Override
    public void read(Invocation call, Acts acts) {
        acts.opaque("what `aws` does is not read yet" + opinion);
    }
}
