package io.brattice.rulebook.decide;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.Evidence;
import io.brattice.rulebook.language.SimpleCommand;
import io.brattice.rulebook.language.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is being decided: one call, and one of its effects after the other. Each argument is looked up once, and each condition that
 * several rules share is asked once. The one thing that a decision allocates, and so small.
 */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
final class Sight {

    static final Object MISSING = new Object();

    /** An argument that is there, and null. */
    private static final Object NULL = new Object();

    private static final Effect NOTHING = Effect.of(Verb.READ, Assessment.UNLISTED, Reversibility.READ_ONLY);
    private static final Truth[] TRUTHS = Truth.values();

    final Scratch scratch;
    final Evidence evidence;
    Effect effect = NOTHING;
    private @Nullable Object first;
    private @Nullable Object second;
    private @Nullable Object third;
    private @Nullable Object fourth;

    Sight(Scratch scratch, Evidence evidence) {
        this.scratch = scratch;
        this.evidence = evidence;
    }

    void on(Effect next) {
        effect = next;
        scratch.next();
    }

    void onNothing() {
        on(NOTHING);
    }

    @SuppressWarnings("ReferenceEquality") // that very one stands for none
    boolean hasEffect() {
        return effect != NOTHING;
    }

    /** Of a call without effects: READ_ONLY. */
    Reversibility inherent() {
        return effect.inherent();
    }

    /** The value at the end of a path without stars; MISSING where there is none. */
    @Nullable
    Object argument(int slot) {
        Object value = switch (slot) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            case 3 -> fourth;
            default -> scratch.arguments[slot];
        };
        if (value == null) {
            value = read(slot);
            keep(slot, value);
        }
        return value == NULL ? null : value;
    }

    private void keep(int slot, Object value) {
        switch (slot) {
            case 0 -> first = value;
            case 1 -> second = value;
            case 2 -> third = value;
            case 3 -> fourth = value;
            default -> scratch.keep(slot, value);
        }
    }

    private Object read(int slot) {
        Map<String, @Nullable Object> all = evidence.call().arguments().asMap();
        String name = scratch.names[slot];
        if (name == null) {
            PlainValues.Found end =
                    PlainValues.found(all, scratch.compiled.paths().get(slot)).get(0);
            Object value = end.value();
            return !end.there() ? MISSING : value == null ? NULL : value;
        }
        Object value = all.get(name);
        return value != null ? value : all.containsKey(name) ? NULL : MISSING;
    }

    Truth shared(int number, Check check, boolean ofCall) {
        int seen = scratch.sharedSeen[number];
        if (seen < (ofCall ? scratch.callTime : scratch.time) || seen == 0) {
            Truth truth = check.on(this);
            scratch.shared[number] = (byte) truth.ordinal();
            scratch.sharedSeen[number] = scratch.time;
            return truth;
        }
        return TRUTHS[scratch.shared[number]];
    }

    long previewCount() {
        sum();
        return scratch.previewCount;
    }

    long previewBytes() {
        sum();
        return scratch.previewBytes;
    }

    private void sum() {
        if (scratch.previewTime < scratch.callTime || scratch.previewTime == 0) {
            scratch.previewCount = evidence.previewedCount();
            scratch.previewBytes = evidence.previewedBytes();
            scratch.previewTime = scratch.time;
        }
    }

    Optional<List<SimpleCommand>> commands() {
        if (scratch.commandTime < scratch.callTime || scratch.commandTime == 0) {
            scratch.commands = scratch.compiled.commands().commands(evidence.call());
            scratch.commandTime = scratch.time;
        }
        return scratch.commands;
    }

    /** Up to where the name of the resource is known. */
    int known() {
        look();
        return scratch.known;
    }

    /** False where the name of the resource leaves something open, so that no index can find what it may fit. */
    boolean isOrdinary() {
        look();
        return scratch.ordinary;
    }

    private void look() {
        if (scratch.nameTime == scratch.time) {
            return;
        }
        String uri = effect.resource().uri();
        char last = uri.charAt(uri.length() - 1);
        int known = ResourceText.known(uri);
        boolean strange = uri.startsWith("git:file:");
        scratch.known = known;
        scratch.ordinary = known == uri.length() && last != '/' && last != '*' && last != ':' && !strange;
        scratch.nameTime = scratch.time;
    }

    boolean reachesInside() {
        return ResourceText.reachesInside(effect) && effect.resource().uri().indexOf('#') < 0;
    }

    /** Whether this tier is the one of the resource. */
    Truth among(int tier) {
        if (scratch.tierTime != scratch.time) {
            scratch.tierTime = scratch.time;
            scratch.compiled.tiers().sort(this, scratch.among);
        }
        return TRUTHS[scratch.among[tier]];
    }
}
