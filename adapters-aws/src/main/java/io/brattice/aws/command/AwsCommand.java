package io.brattice.aws.command;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.Place;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Operation;
import io.brattice.aws.judge.AwsJudge;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.judge.Trail;
import io.brattice.aws.lookup.Lookups;
import io.brattice.aws.rule.Facts;
import io.brattice.files.store.Step;
import io.brattice.files.undo.Restoration;
import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Execution;
import io.brattice.shell.program.Acts;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Program;
import io.brattice.shell.remote.Keeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The {@code aws} program: {@code aws [options] SERVICE OPERATION [options]}, each line as the calls that it makes.
 *
 * <p>Guarantees: a line whose options are known is judged as the calls of their operations would be, by the same rules; what is not known
 * beforehand (a variable, a file that is not there yet) counts as the gravest value that it could have. A command of the program's own that is not
 * known here, an option that the operation does not have, a file of aliases that may run a shell: opaque.
 *
 * <p>Where a host runs what it judges, and a call is the whole line, what {@link io.brattice.aws.undo.Undos} can take back is kept first, by the
 * program itself, and so is REVERSIBLE.
 *
 * <p>Does not: send anything while it judges, unless look-ups are given; nor know what a session has called before.
 */
public final class AwsCommand implements Keeper {

    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final Reader READER = new Reader(CATALOGUE);

    private static final Path USUAL = Path.of("/usr/local/bin/aws");

    private final AwsJudge judge;
    private final Supplier<Facts> facts;

    private AwsCommand(AwsJudge judge, Supplier<Facts> facts) {
        this.judge = judge;
        this.facts = facts;
    }

    /** By the catalogue and the rules of this jar. Nothing is looked up: what a rule asks about the world is judged at its worst. */
    public static AwsCommand shipped() {
        return by(AwsJudge.shipped());
    }

    /** The same by a judge that knows more: one that reads SQL. */
    public static AwsCommand by(AwsJudge judge) {
        return new AwsCommand(Objects.requireNonNull(judge, "judge"), () -> Facts.UNKNOWN);
    }

    /** The same, with facts that are looked up, each time a line is judged: within the budget of a decision for each call of it. */
    public AwsCommand lookingUp(Lookups lookups) {
        return new AwsCommand(judge, lookups::decision);
    }

    @Override
    public void read(Invocation call, Acts acts) {
        read(call, acts, (judged, told) -> Optional.empty());
    }

    /** What makes a call of the line one that can be taken back; empty where nothing does. */
    private interface Keeping {
        Optional<Prepared> of(Judged judged, Told told);
    }

    private void read(Invocation call, Acts acts, Keeping keeping) {
        Told told = READER.read(call);
        told.opaque().forEach(acts::opaque);
        told.files().forEach(file -> acts.file(file.act(), file.path()));
        told.hosts().forEach(acts::network);
        for (Told.Effected effect : told.effects()) {
            acts.effect(effect.verb(), effect.resource(), effect.inherent(), effect.why());
        }
        boolean looks = !call.situation().world().supposes();
        for (Told.Sent sent : told.sent()) {
            Facts known = looks && sent.whole() && isAsked(sent.call().place()) ? facts.get() : Facts.UNKNOWN;
            Judged judged = judge.judge(sent.call(), known, Trail.fresh());
            Optional<Prepared> part = keeping.of(judged, told);
            if (part.isPresent()) {
                acts.prepared(part.get());
                told.withOutput().ifPresent(acts::instead);
            } else {
                judge(sent, judged.assessment(), acts);
            }
        }
    }

    /** A server that the line names and that is neither AWS's nor on this machine may answer what it likes. */
    private static boolean isAsked(Place place) {
        String host = place.endpoint()
                .map(address -> String.valueOf(address.getHost()))
                .orElse("amazonaws.com");
        return host.equals("127.0.0.1")
                || host.equals("localhost")
                || host.equals("amazonaws.com")
                || host.endsWith(".amazonaws.com")
                || host.endsWith(".amazonaws.com.cn");
    }

    @Override
    public Program keeping(Supplier<Path> shelf, Execution execution, Binaries binaries, Optional<String> unkept) {
        return (call, acts) -> read(call, acts, (judged, told) -> {
            if (unkept.isPresent() || call.situation().world().supposes() || !isKept(call, judged, told)) {
                return Optional.empty();
            }
            Path program = binaries.resolve("aws")
                    .orElse(USUAL); // where it is not there, nothing can be kept, and nothing runs
            return Optional.of(part(judged, program, shelf.get(), CliSender.by(program, execution)));
        });
    }

    /** For a report: judges as a host would that runs what it judges and can keep things. Nothing is kept by it. */
    public Program asThoughKeeping() {
        CliSender nobody = CliSender.by(USUAL, new Execution(Map.of(), Duration.ZERO, 0));
        return (call, acts) -> read(
                call,
                acts,
                (judged, told) -> isKept(call, judged, told)
                        ? Optional.of(part(judged, USUAL, USUAL, nobody))
                        : Optional.empty());
    }

    private static boolean isKept(Invocation call, Judged judged, Told told) {
        return call.situation().plain()
                && !call.situation().world().worst()
                && told.isOneCall()
                && AwsKept.fits(judged);
    }

    private static Prepared part(Judged judged, Path program, Path shelf, CliSender sender) {
        Assessment assessment = judged.assessment();
        String remote = assessment.effects().isEmpty()
                ? "aws:unknown"
                : assessment.effects().get(0).resource().uri();
        String reasons = String.join("; ", assessment.reasons());
        return new Prepared(
                assessment.effects(),
                assessment.safeguards(),
                List.of(new AwsKept(remote, program, shelf, sender, Optional.of(judged))),
                Preview.Fidelity.PARTIAL,
                judged.call().id() + " " + judged.call().parameters().digest().hex(),
                "`" + judged.call().id() + "` of " + remote + ": " + reasons,
                reasons,
                Optional.empty());
    }

    @Override
    public Optional<Step> step(Map<?, ?> note, Execution execution) {
        if (!AwsKept.KIND.equals(note.get("kind"))) {
            return Optional.empty();
        }
        Path program = Path.of(Restoration.text(note, "program"));
        return Optional.of(new AwsKept(
                Restoration.text(note, "remote"),
                program,
                Path.of(Restoration.text(note, "aside")),
                CliSender.by(program, execution),
                Optional.empty()));
    }

    private static void judge(Told.Sent sent, Assessment assessment, Acts acts) {
        Optional<Operation> operation =
                CATALOGUE.operation(sent.call().service(), sent.call().operation());
        Reversibility least = sent.whole()
                ? Reversibility.READ_ONLY
                : operation.map(Operation::inherent).orElse(Reversibility.IRREVERSIBLE);
        String why =
                String.join("; ", assessment.reasons()) + (sent.whole() ? "" : "; not all that it is given is known");
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
                    operation.map(Operation::verb).orElse(Verb.EXECUTE),
                    assessment.effects().isEmpty()
                            ? unlisted(sent)
                            : assessment.effects().get(0).resource(),
                    Reversibility.IRREVERSIBLE,
                    why);
        }
    }

    private static Resource unlisted(Told.Sent sent) {
        return new Resource("aws:unknown:"
                + sent.call().place().region().orElse("unknown") + ":"
                + sent.call().service() + ":operation:"
                + sent.call().operation());
    }
}
