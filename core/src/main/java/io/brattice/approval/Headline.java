package io.brattice.approval;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Preview.Fidelity;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first line of a brief: what it would do, in one sentence, and how far that can be taken back. */
final class Headline {

    private Headline() {}

    static String of(Question question) {
        boolean rehearsed = question.preview().fidelity() != Fidelity.NONE;
        Assessment assessment = question.assessment();
        List<Effect> effects = rehearsed ? question.preview().effects() : assessment.effects();
        boolean known = switch (question.preview().fidelity()) {
            case EXACT -> true;
            case PARTIAL -> false;
            case NONE -> assessment.complete();
        };
        String what = effects.isEmpty()
                ? "run " + VisibleText.name(question.call().tool())
                        + (known ? ", which changes nothing" : "; what that does is not known")
                : sum(effects) + (known ? "" : ", and maybe more");
        return takenBack(assessment) + "It would " + what + ".";
    }

    /** {@code delete 57,235 files (1.2 GB) in 4 places, send 1 thing}. */
    static String sum(List<Effect> effects) {
        Map<Verb, List<Effect>> byVerb = new LinkedHashMap<>();
        effects.forEach(effect ->
                byVerb.computeIfAbsent(effect.verb(), verb -> new ArrayList<>()).add(effect));
        List<String> parts = new ArrayList<>();
        byVerb.forEach((verb, some) -> parts.add(part(verb, some)));
        return String.join(", ", parts);
    }

    static String doing(Verb verb) {
        return switch (verb) {
            case READ -> "read";
            case CREATE -> "create";
            case UPDATE -> "change";
            case DELETE -> "delete";
            case EXECUTE -> "run";
            case SEND -> "send";
            case DISCLOSE -> "disclose";
            case SPEND -> "spend";
            case GRANT -> "grant";
            case INTERRUPT -> "interrupt";
        };
    }

    /** What {@link Effect#count} counts. */
    static String noun(Effect effect) {
        if (!effect.resource().scheme().equals("file")) {
            return "thing";
        }
        return effect.resource().uri().endsWith("#lines") ? "line" : "file";
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String part(Verb verb, List<Effect> effects) {
        long count = 0;
        long bytes = 0;
        String noun = noun(effects.get(0));
        for (Effect effect : effects) {
            count = plus(count, effect.count());
            bytes = plus(bytes, effect.bytes());
            noun = noun.equals(noun(effect)) ? noun : "thing";
        }
        return doing(verb) + " " + Amount.of(count, noun)
                + (bytes == 0 ? "" : " (" + Amount.bytes(bytes) + ")")
                + (effects.size() == 1
                        ? " of " + VisibleText.name(effects.get(0).resource().uri())
                        : " in " + Amount.of(effects.size(), "place"));
    }

    /** Sums that would overflow stay at the largest number. */
    private static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static String takenBack(Assessment assessment) {
        String how = switch (assessment.reversibility()) {
            case READ_ONLY -> "READ ONLY: nothing changes. ";
            case REVERSIBLE -> "REVERSIBLE: it can be put back from here. ";
            case RECOVERABLE -> "RECOVERABLE: only something outside can put it back. ";
            case IRREVERSIBLE -> "!! IRREVERSIBLE !! It cannot be taken back. ";
        };
        return assessment.dependsOnSafeguard() ? how + "Without its safeguard " + assessment.inherent() + ". " : how;
    }
}
