package io.brattice.action;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One opinion on what a call would do.
 *
 * <p>Guarantees, whatever it is built from: the call is at least as grave as each of its effects; a complete list has an
 * effect as grave as the call, if need be one on {@link #UNLISTED}; an incomplete list is inherently
 * {@link Reversibility#IRREVERSIBLE}; a class below the inherent one always names the safeguard it depends on.
 *
 * @param effects what it would do, most important first; may be empty only for a call that is known to do nothing
 * @param complete false when it may do more than is listed
 * @param reversibility the class once every safeguard exists
 * @param inherent the class when none does
 * @param safeguards what {@code reversibility} depends on; empty means that the two classes are the same
 * @param reasons why, one line each, at least one
 */
public record Assessment(
        List<Effect> effects,
        boolean complete,
        Reversibility reversibility,
        Reversibility inherent,
        Set<Safeguard> safeguards,
        List<String> reasons) {

    /**
     * Stands for what an opinion knows of and does not list, so that the effects which another opinion or a preview lists
     * cannot pass for it. No real resource overlaps it, and no rule can allow it.
     */
    public static final Resource UNLISTED = new Resource("unknown:unlisted");

    public Assessment {
        effects = List.copyOf(effects);
        safeguards = Set.copyOf(safeguards);
        reasons = List.copyOf(reasons);
        Objects.requireNonNull(reversibility, "reversibility");
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("an assessment needs at least one reason");
        }
        inherent = inherent.or(reversibility).or(complete ? Reversibility.READ_ONLY : Reversibility.IRREVERSIBLE);
        Reversibility listed = Reversibility.READ_ONLY;
        Reversibility listedInherent = Reversibility.READ_ONLY;
        for (Effect effect : effects) {
            listedInherent = listedInherent.or(effect.inherent());
            listed = listed.or(effect.reversibility());
        }
        inherent = inherent.or(listedInherent);
        reversibility = reversibility.or(listed);
        if (safeguards.isEmpty()) {
            reversibility = inherent;
            listed = listedInherent;
            effects = bare(effects);
        }
        if (complete && (listed != reversibility || listedInherent != inherent)) {
            List<Effect> every = new ArrayList<>(effects);
            every.add(new Effect(Verb.EXECUTE, UNLISTED, 1, 0, reversibility, inherent));
            effects = List.copyOf(every);
        }
    }

    /** A complete opinion that depends on no safeguard. */
    public static Assessment of(Reversibility inherent, String reason, Effect... effects) {
        return new Assessment(List.of(effects), true, inherent, inherent, Set.of(), List.of(reason));
    }

    /** A complete opinion that is {@code with} once the safeguard exists; the classes of the effects say how grave it is without. */
    public static Assessment safeguarded(Reversibility with, Safeguard safeguard, String reason, List<Effect> effects) {
        return new Assessment(effects, true, with, with, Set.of(safeguard), List.of(reason));
    }

    /** What cannot be read: irreversible, with an incomplete list. */
    public static Assessment unknown(String reason) {
        return new Assessment(
                List.of(), false, Reversibility.IRREVERSIBLE, Reversibility.IRREVERSIBLE, Set.of(), List.of(reason));
    }

    /** Both opinions together: the graver class, every effect, every safeguard, every reason; complete only if both are. */
    public Assessment and(Assessment other) {
        Set<Effect> everyEffect = new LinkedHashSet<>(effects);
        everyEffect.addAll(other.effects);
        Set<Safeguard> everySafeguard = new LinkedHashSet<>(safeguards);
        everySafeguard.addAll(other.safeguards);
        Set<String> everyReason = new LinkedHashSet<>(reasons);
        everyReason.addAll(other.reasons);
        return new Assessment(
                new ArrayList<>(everyEffect),
                complete && other.complete,
                reversibility.or(other.reversibility),
                inherent.or(other.inherent),
                everySafeguard,
                new ArrayList<>(everyReason));
    }

    /** The same opinion when its safeguards could not be had, and why. */
    public Assessment withoutSafeguards(String why) {
        List<String> more = new ArrayList<>(reasons);
        more.add(why);
        return new Assessment(bare(effects), complete, inherent, inherent, Set.of(), more);
    }

    /**
     * True when this class, or that of one of the effects, is honoured only once a safeguard exists. The one may be as grave
     * without it, because of another effect, and the other still not.
     */
    public boolean dependsOnSafeguard() {
        if (reversibility != inherent) {
            return true;
        }
        for (Effect effect : effects) {
            if (effect.reversibility() != effect.inherent()) {
                return true;
            }
        }
        return false;
    }

    private static List<Effect> bare(List<Effect> effects) {
        return effects.stream().map(Effect::bare).toList();
    }
}
