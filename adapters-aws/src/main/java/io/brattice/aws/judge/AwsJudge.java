package io.brattice.aws.judge;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Operation;
import io.brattice.aws.rule.Facts;
import io.brattice.aws.rule.Rules;
import io.brattice.aws.rule.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a call is. Computes; looks at the world only through the facts that it is given.
 *
 * <p>Guarantees: an operation, a member or a fact that is not known is judged at its worst, and so is a name in the wrong case and a value
 * of another type than the model's; what a call touches and cannot be told is {@code unknown}, which is in every tier.
 *
 * <p>Does not: know what policies of AWS allow the caller, or what a call does to things that it does not name.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class AwsJudge {

    private static final AwsJudge SHIPPED = new AwsJudge(Inner.NONE, NameRows.shipped());

    private final Catalogue catalogue = Catalogue.shipped();
    private final Rules rules = Rules.shipped();
    private final Request request = new Request(catalogue);
    private final Inner inner;
    private final NameRows rows;
    private final Naming naming;
    private final Carried carried;

    private AwsJudge(Inner inner, NameRows rows) {
        this.inner = inner;
        this.rows = rows;
        this.naming = new Naming(rows);
        this.carried = new Carried(catalogue, rows);
    }

    /** By the catalogue and the rules of this jar. */
    public static AwsJudge shipped() {
        return SHIPPED;
    }

    /** The same, with somebody who reads what some calls carry: statements of SQL, lines of a shell. */
    public AwsJudge reading(Inner reader) {
        return new AwsJudge(Objects.requireNonNull(reader, "reader"), rows);
    }

    /** What this call is, with these facts, after these steps. Never throws for what a call says. */
    public Judged judge(AwsCall call, Facts facts, Trail trail) {
        Optional<Operation> known = catalogue.operation(call.service(), call.operation());
        if (known.isEmpty()) {
            return Judged.unknown(call, Optional.empty(), nobodyKnows(call));
        }
        Operation operation = known.get();
        Optional<String> misfit = request.misfit(call, operation);
        if (misfit.isPresent()) {
            return Judged.unknown(call, known, misfit.get());
        }
        List<Target> targets = naming.targets(call, operation, Deputy.account(call, facts));
        if (operation
                .dryRun()
                .flatMap(name -> call.parameters().get(name))
                .filter(Boolean.TRUE::equals)
                .isPresent()) {
            return rehearsal(call, operation, targets);
        }
        Optional<Texts.Said> texts = Texts.of(call, inner);
        if (texts.isPresent()) {
            return withTexts(call, operation, targets, texts.get(), facts);
        }
        if (Carried.carries(call)) {
            return withInner(call, operation, targets, facts, trail);
        }
        Past past = Past.of(call, operation, targets, trail);
        Optional<Ruling> ruling = rules.ruling(call, past.prepared() ? Facts.UNKNOWN : facts);
        if (ruling.isEmpty() && operation.inherent() == Reversibility.READ_ONLY) {
            return judged(call, operation, Grading.read(operation, targets), ruling, Optional.empty());
        }
        return graded(call, operation, targets, ruling, past, facts);
    }

    /** What the model of the service does not have of a call: a line that names what was meant. Empty where all of it fits. */
    public Optional<String> misfit(AwsCall call) {
        Optional<Operation> known = catalogue.operation(call.service(), call.operation());
        return known.isEmpty() ? Optional.of(nobodyKnows(call)) : request.misfit(call, known.get());
    }

    /** The members that a call must have and does not have, in order. */
    public List<String> missing(AwsCall call) {
        return catalogue
                .operation(call.service(), call.operation())
                .map(operation -> Request.missing(call, operation))
                .orElse(List.of());
    }

    private Judged graded(
            AwsCall call, Operation operation, List<Target> targets, Optional<Ruling> ruling, Past past, Facts facts) {
        Grading grading = Grading.of(call, operation, ruling, past);
        Assessment assessment = grading.assessment(call, operation, targets, ruling);
        if (grading.inherent() == Reversibility.READ_ONLY) {
            return judged(call, operation, assessment, ruling, Optional.empty());
        }
        if (ruling.isEmpty()) {
            assessment = graver(assessment, Protection.lost(call, operation), targets);
        }
        assessment = Reasons.more(assessment, Exposure.of(call, targets.get(0).account()));
        assessment = Reasons.more(assessment, past.lines());
        assessment = Reasons.more(assessment, Deputy.lines(call, facts));
        if (assessment.inherent().isAtLeast(Reversibility.RECOVERABLE) && operation.verb() != Verb.CREATE) {
            assessment = tagged(assessment, Tags.of(targets, rows.arns(), call, facts));
        }
        return judged(call, operation, assessment, ruling, grading.undo());
    }

    /** What no rule has weighed and takes away what stood in the way of a loss has the class of the loss. */
    private static Assessment graver(Assessment assessment, List<String> lost, List<Target> targets) {
        Assessment graver = assessment;
        for (String line : lost) {
            Effect effect = Effect.of(Verb.INTERRUPT, targets.get(0).resource(), Reversibility.IRREVERSIBLE);
            graver = graver.and(Assessment.of(Reversibility.IRREVERSIBLE, line, effect));
        }
        return graver;
    }

    /** The first effect once more under the name of each tag, so that tiers can be told by tags. It is counted once. */
    private static Assessment tagged(Assessment assessment, List<Target> tags) {
        if (assessment.effects().isEmpty() || tags.isEmpty()) {
            return assessment;
        }
        Effect first = assessment.effects().get(0);
        List<Effect> effects = new ArrayList<>(assessment.effects());
        List<String> lines = new ArrayList<>(assessment.reasons());
        for (Target tag : tags) {
            effects.add(new Effect(first.verb(), tag.resource(), 0, 0, first.reversibility(), first.inherent()));
            if (!tag.name().equals(Target.UNKNOWN)) {
                lines.add("tagged `" + Words.shown(tag.type(), 60) + "` = `" + Words.shown(tag.name(), 60) + "`");
            }
        }
        return new Assessment(
                effects,
                assessment.complete(),
                assessment.reversibility(),
                assessment.inherent(),
                assessment.safeguards(),
                lines);
    }

    private static Judged rehearsal(AwsCall call, Operation operation, List<Target> targets) {
        Effect effect = Effect.of(Verb.READ, targets.get(0).resource(), Reversibility.READ_ONLY);
        String why = "`" + operation.dryRun().orElse("") + "` is set: `" + call.id()
                + "` only says whether it would be allowed";
        return new Judged(
                call,
                Optional.empty(),
                Assessment.of(Reversibility.READ_ONLY, why, effect),
                Optional.of(operation),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** A text that somebody has read decides; one that nobody has read is IRREVERSIBLE, whatever a rule says. */
    private Judged withTexts(AwsCall call, Operation operation, List<Target> targets, Texts.Said said, Facts facts) {
        Verb verb = said.inherent() == Reversibility.READ_ONLY ? Verb.READ : Verb.EXECUTE;
        String why = "`" + call.id() + "` carries "
                + (said.language() == Inner.Language.SQL ? "SQL" : "lines for a shell on another machine")
                + (said.understood() ? "" : " that nobody here has read");
        Assessment assessment = Assessment.of(said.inherent(), why, Grading.effects(verb, said.inherent(), targets));
        assessment = Reasons.more(assessment, said.lines());
        if (said.inherent() != Reversibility.READ_ONLY) {
            assessment = Reasons.more(assessment, Deputy.lines(call, facts));
        }
        return judged(call, operation, assessment, Optional.empty(), Optional.empty());
    }

    /**
     * What Cloud Control carries is judged as the native call, but never as less than IRREVERSIBLE: no way back is known through it, and a
     * dry run of the native call is none here.
     */
    private Judged withInner(AwsCall call, Operation operation, List<Target> targets, Facts facts, Trail trail) {
        Optional<AwsCall> found = carried.in(call);
        if (found.isEmpty()) {
            Assessment worst = Assessment.of(
                    Reversibility.IRREVERSIBLE,
                    "`" + call.id() + "` stands for a call that is not known here; call the service itself",
                    Grading.effects(operation.verb(), Reversibility.IRREVERSIBLE, targets));
            worst = Reasons.more(worst, Deputy.lines(call, facts));
            return judged(call, operation, worst, Optional.empty(), Optional.empty());
        }
        Judged inside = judge(found.get(), facts, trail);
        String why = "it is sent as `" + call.id() + "`, through which nothing is put back";
        Assessment assessment = inside.assessment()
                .withoutSafeguards(why)
                .and(Assessment.of(
                        Reversibility.IRREVERSIBLE,
                        why,
                        Grading.effects(operation.verb(), Reversibility.IRREVERSIBLE, targets)));
        assessment = Reasons.more(assessment, Exposure.of(call, targets.get(0).account()));
        return new Judged(call, found, assessment, Optional.of(operation), inside.ruling(), Optional.empty(), false);
    }

    private static Judged judged(
            AwsCall call, Operation operation, Assessment assessment, Optional<Ruling> ruling, Optional<String> undo) {
        return new Judged(call, Optional.empty(), assessment, Optional.of(operation), ruling, undo, false);
    }

    private String nobodyKnows(AwsCall call) {
        Set<String> services = catalogue.services();
        if (!services.contains(call.service())) {
            return "no service `" + Words.shown(call.service(), 60) + "` is known here"
                    + Nearest.hint(call.service(), services);
        }
        List<String> names = catalogue.operations(call.service()).stream()
                .map(Operation::name)
                .toList();
        return "`" + call.service() + "` has no operation `" + Words.shown(call.operation(), 60) + "`"
                + Nearest.hint(call.operation(), names);
    }
}
