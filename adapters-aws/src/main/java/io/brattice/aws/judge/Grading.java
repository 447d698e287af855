package io.brattice.aws.judge;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Operation;
import io.brattice.aws.catalogue.Operation.Evidence;
import io.brattice.aws.rule.Ruling;
import io.brattice.aws.undo.UndoRow;
import io.brattice.aws.undo.Undos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The class of a call: from the rule that speaks of it, else from the catalogue.
 *
 * @param with the class once the safeguard exists
 * @param inherent the class without
 * @param safeguard what that depends on
 * @param undo the row that takes it back
 */
record Grading(
        Reversibility with,
        Reversibility inherent,
        Optional<Safeguard> safeguard,
        Optional<String> undo,
        List<String> reasons) {

    private static final Undos UNDOS = Undos.shipped();
    private static final Safeguard CAPTURED =
            new Safeguard(Judged.CAPTURED, "what is there is read first, and can be put back under the same name");
    private static final Safeguard TAKEN_BACK =
            new Safeguard(Judged.TAKEN_BACK, "exactly what was made can be deleted again");

    Grading {
        reasons = List.copyOf(reasons);
    }

    static Grading of(AwsCall call, Operation operation, Optional<Ruling> ruling, Past past) {
        Grading grading = ruling.map(one -> of(call, operation, one)).orElseGet(() -> of(call, operation));
        if (past.prepared() || past.closes()) {
            return new Grading(
                    Reversibility.IRREVERSIBLE,
                    Reversibility.IRREVERSIBLE,
                    Optional.empty(),
                    Optional.empty(),
                    grading.reasons());
        }
        return grading;
    }

    private static Grading of(AwsCall call, Operation operation, Ruling ruling) {
        List<String> reasons = new ArrayList<>();
        reasons.add("`" + operation.id() + "`: " + ruling.why() + " (rule `" + ruling.rule() + "`)");
        Grading grading = switch (ruling.letter()) {
            case READ -> plain(Reversibility.READ_ONLY, reasons);
            case REVERSIBLE -> reversible(call, operation, ruling, reasons);
            case CAPTURED -> captured(call, ruling, reasons);
            case RECOVERABLE -> plain(Reversibility.RECOVERABLE, reasons);
            case IRREVERSIBLE -> plain(Reversibility.IRREVERSIBLE, reasons);
        };
        boolean lowers =
                operation.evidence() == Evidence.CURATED && grading.inherent().compareTo(operation.inherent()) < 0;
        if (!lowers) {
            return grading;
        }
        reasons.add("that is less than what the catalogue says of `" + operation.name() + "` in general: "
                + operation.why());
        return new Grading(grading.with(), grading.inherent(), grading.safeguard(), grading.undo(), reasons);
    }

    /** The rule's word is enough; where what is made can be deleted again, that is noted. */
    private static Grading reversible(AwsCall call, Operation operation, Ruling ruling, List<String> reasons) {
        boolean made = operation.verb() == Verb.CREATE && ruling.undo().isEmpty();
        if (made && UNDOS.misfitOfMade(operation, call).isEmpty()) {
            return made(operation, reasons);
        }
        Optional<String> undo =
                ruling.undo().filter(row -> UNDOS.misfit(row, call).isEmpty());
        return new Grading(Reversibility.REVERSIBLE, Reversibility.REVERSIBLE, Optional.empty(), undo, reasons);
    }

    private static Grading captured(AwsCall call, Ruling ruling, List<String> reasons) {
        Optional<String> misfit =
                ruling.undo().map(row -> UNDOS.misfit(row, call)).orElse(Optional.of("nothing here can put it back"));
        if (misfit.isPresent()) {
            reasons.add(misfit.get());
            return plain(Reversibility.IRREVERSIBLE, reasons);
        }
        return new Grading(
                Reversibility.REVERSIBLE, Reversibility.IRREVERSIBLE, Optional.of(CAPTURED), ruling.undo(), reasons);
    }

    private static Grading of(AwsCall call, Operation operation) {
        String why = switch (operation.evidence()) {
            case CURATED -> operation.why().isEmpty() ? "as the catalogue says" : operation.why();
            case AGREED -> "as its name, its traits and its HTTP method say";
            case VERB -> "as its name says";
            case NOTHING -> "nothing tells what it does, so the worst is assumed";
        };
        List<String> reasons = new ArrayList<>(List.of("`" + operation.id() + "`: " + why));
        if (operation.verb() != Verb.CREATE) {
            return plain(operation.inherent(), reasons);
        }
        Optional<String> misfit = UNDOS.misfitOfMade(operation, call);
        if (misfit.isPresent()) {
            reasons.add(misfit.get());
            return plain(operation.inherent(), reasons);
        }
        return made(operation, reasons);
    }

    /** What is made takes nothing away; it is inherently what it is when nobody notes how it is taken back. */
    private static Grading made(Operation operation, List<String> reasons) {
        Optional<String> row = UNDOS.row(operation.id()).map(UndoRow::id);
        Safeguard safeguard = row.isPresent() ? CAPTURED : TAKEN_BACK;
        return new Grading(Reversibility.REVERSIBLE, operation.inherent(), Optional.of(safeguard), row, reasons);
    }

    private static Grading plain(Reversibility reversibility, List<String> reasons) {
        return new Grading(reversibility, reversibility, Optional.empty(), Optional.empty(), reasons);
    }

    /** What the gate is told. */
    Assessment assessment(AwsCall call, Operation operation, List<Target> targets, Optional<Ruling> ruling) {
        List<Effect> effects = new ArrayList<>();
        Verb own = inherent == Reversibility.READ_ONLY ? Verb.READ : operation.verb();
        for (Target target : targets) {
            effects.add(effect(own, target));
        }
        List<Verb> more = new ArrayList<>(ruling.map(Ruling::verbs).orElse(List.of()));
        if (operation.metered() && !more.contains(Verb.SPEND)) {
            more.add(Verb.SPEND);
        }
        for (Verb verb : more) {
            if (verb != own) {
                effects.add(effect(verb, targets.get(0)));
            }
        }
        return new Assessment(
                effects, true, with, inherent, safeguard.map(Set::of).orElse(Set.of()), reasons);
    }

    private Effect effect(Verb verb, Target target) {
        return new Effect(verb, target.resource(), 1, 0, with, inherent);
    }

    /** A read, as short as it can be: most calls are. */
    static Assessment read(Operation operation, List<Target> targets) {
        return Assessment.of(
                Reversibility.READ_ONLY,
                "`" + operation.id() + "` reads",
                effects(operation.verb(), Reversibility.READ_ONLY, targets));
    }

    static Effect[] effects(Verb verb, Reversibility reversibility, List<Target> targets) {
        return targets.stream()
                .map(target -> Effect.of(verb, target.resource(), reversibility))
                .toArray(Effect[]::new);
    }
}
