package io.brattice.aws.command;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Operation;
import io.brattice.shell.program.Acts;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Program;
import java.util.Optional;

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
    private final Reader reader;
    private final Catalogue catalogue;

    private AwsCommand(Opinion opinion, Catalogue catalogue) {
        this.opinion = opinion;
        this.catalogue = catalogue;
        this.reader = new Reader(catalogue);
    }

    /** The program, judged by this. */
    public static AwsCommand judgedBy(Opinion opinion) {
        return new AwsCommand(opinion, Catalogue.shipped());
    }

    @Override
    public void read(Invocation call, Acts acts) {
        Told told = reader.read(call);
        told.opaque().forEach(acts::opaque);
        told.files().forEach(file -> acts.file(file.act(), file.path()));
        told.hosts().forEach(acts::network);
        for (Told.Effected effect : told.effects()) {
            acts.effect(effect.verb(), effect.resource(), effect.inherent(), effect.why());
        }
        told.sent().forEach(sent -> judge(sent, acts));
    }

    private void judge(Told.Sent sent, Acts acts) {
        Assessment assessment = opinion.of(sent.call());
        Optional<Operation> operation =
                catalogue.operation(sent.call().service(), sent.call().operation());
        Reversibility least = sent.whole()
                ? Reversibility.READ_ONLY
                : operation.map(Operation::inherent).orElse(Reversibility.IRREVERSIBLE);
        String why = String.join("; ", assessment.reasons())
                + (sent.whole() ? "" : "; not all that it is given is known");
        boolean told = false;
        for (Effect effect : assessment.effects()) {
            Reversibility inherent = effect.inherent().or(least);
            told |= inherent != Reversibility.READ_ONLY;
            if (inherent != Reversibility.READ_ONLY) {
                acts.effect(effect.verb(), effect.resource(), inherent, why);
            }
        }
        boolean more = !assessment.complete() || assessment.inherent().or(least) != Reversibility.READ_ONLY && !told;
        if (more) {
            acts.effect(
                    operation.map(Operation::verb).orElse(io.brattice.action.Verb.EXECUTE),
                    assessment.effects().isEmpty() ? unlisted(sent) : assessment.effects().get(0).resource(),
                    Reversibility.IRREVERSIBLE,
                    why);
        }
    }

    private static Resource unlisted(Told.Sent sent) {
        return new Resource("aws:unknown:"
                + sent.call().place().region().orElse("unknown") + ":" + sent.call().service() + ":operation:"
                + sent.call().operation());
    }
}
