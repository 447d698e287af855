package io.brattice.rulebook.decide;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Tiers;
import io.brattice.rulebook.language.SimpleCommand;
import io.brattice.rulebook.language.Truth;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is being decided, and what is known of it so far: each argument is looked up once, each condition that several rules share
 * is asked once. Belongs to one thread and is used for one decision after another, so that deciding allocates nothing.
 */
final class Sight {

    static final Object MISSING = new Object();
    private static final Effect NOTHING = Effect.of(Verb.READ, Assessment.UNLISTED, Reversibility.READ_ONLY);
    private static final Evidence NO_EVIDENCE = new Evidence(
            new ToolCall("none", "none", Arguments.none(), Caller.agent("none"), ""),
            Assessment.unknown("nothing is being decided"),
            Optional.empty(),
            History.none(),
            Instant.EPOCH,
            Tiers.none());

    private final Compiled compiled;
    private final @Nullable Object[] arguments;
    private final int[] argumentSeen;
    private final int[] touched;
    private int touchedCount;
    private final Truth[] shared;
    private final int[] sharedSeen;
    private final Truth[] among;
    final int[] ruleSeen;
    final HeadTable.Found found = new HeadTable.Found();
    final Codes codes = new Codes();
    Rule[] restricting = new Rule[16];
    Rule[] allowing = new Rule[16];
    int restrictingCount;
    int allowingCount;

    boolean busy;
    Evidence evidence = NO_EVIDENCE;
    Effect effect = NOTHING;
    private int time;
    private int callTime;
    private int nameTime;
    private int tierTime;
    private int commandTime;
    private boolean ordinary;
    private int known;
    private int previewTime;
    private long previewCount;
    private long previewBytes;
    private Optional<List<SimpleCommand>> commands = Optional.empty();

    Sight(Compiled compiled) {
        this.compiled = compiled;
        this.arguments = new Object[compiled.paths().size()];
        this.argumentSeen = new int[arguments.length];
        this.touched = new int[arguments.length];
        this.shared = new Truth[compiled.sharedChecks()];
        this.sharedSeen = new int[shared.length];
        this.among = new Truth[compiled.tiers().size()];
        this.ruleSeen = new int[compiled.rules()];
        Arrays.fill(shared, Truth.UNKNOWN);
    }

    void begin(Evidence next) {
        evidence = next;
        effect = NOTHING;
        tick();
        callTime = time;
        codes.clear();
    }

    void on(Effect next) {
        effect = next;
        tick();
        restrictingCount = 0;
        allowingCount = 0;
    }

    void onNothing() {
        on(NOTHING);
    }

    boolean hasEffect() {
        return effect != NOTHING;
    }

    /** Of a call without effects: READ_ONLY. */
    Reversibility inherent() {
        return effect.inherent();
    }

    /** Nothing of a call is kept longer than its decision. */
    void end() {
        evidence = NO_EVIDENCE;
        effect = NOTHING;
        commands = Optional.empty();
        for (int i = 0; i < touchedCount; i++) {
            arguments[touched[i]] = null;
        }
        touchedCount = 0;
    }

    private void tick() {
        if (++time == Integer.MAX_VALUE) {
            Arrays.fill(argumentSeen, 0);
            Arrays.fill(sharedSeen, 0);
            Arrays.fill(ruleSeen, 0);
            nameTime = 0;
            previewTime = 0;
            tierTime = 0;
            commandTime = 0;
            time = 1;
            callTime = 0;
        }
    }

    /** The value at the end of a path without stars; MISSING where there is none. */
    @Nullable
    Object argument(int slot) {
        if (argumentSeen[slot] < callTime || argumentSeen[slot] == 0) {
            argumentSeen[slot] = time;
            touched[touchedCount++] = slot;
            arguments[slot] = read(compiled.paths().get(slot));
        }
        return arguments[slot];
    }

    private @Nullable Object read(List<String> path) {
        Map<String, @Nullable Object> all = evidence.call().arguments().asMap();
        if (path.size() == 1) {
            Object value = all.get(path.get(0));
            return value != null || all.containsKey(path.get(0)) ? value : MISSING;
        }
        PlainValues.Found end = PlainValues.found(all, path).get(0);
        return end.there() ? end.value() : MISSING;
    }

    Truth shared(int number, Check check, boolean ofCall) {
        if (sharedSeen[number] < (ofCall ? callTime : time) || sharedSeen[number] == 0) {
            shared[number] = check.on(this);
            sharedSeen[number] = time;
        }
        return shared[number];
    }

    long previewCount() {
        sum();
        return previewCount;
    }

    long previewBytes() {
        sum();
        return previewBytes;
    }

    private void sum() {
        if (previewTime < callTime || previewTime == 0) {
            previewCount = evidence.previewedCount();
            previewBytes = evidence.previewedBytes();
            previewTime = time;
        }
    }

    Optional<List<SimpleCommand>> commands() {
        if (commandTime < callTime || commandTime == 0) {
            commands = compiled.commands().commands(evidence.call());
            commandTime = time;
        }
        return commands;
    }

    /** Up to where the name of the resource is known. */
    int known() {
        look();
        return known;
    }

    /** False where the name of the resource leaves something open, so that no index can find what it may fit. */
    boolean isOrdinary() {
        look();
        return ordinary;
    }

    private void look() {
        if (nameTime == time) {
            return;
        }
        String uri = effect.resource().uri();
        char last = uri.charAt(uri.length() - 1);
        known = ResourceText.known(uri);
        boolean strange = uri.startsWith("git:file:") && (uri.contains("/.") || uri.contains("//"));
        ordinary = known == uri.length() && last != '/' && last != '*' && last != ':' && !strange;
        nameTime = time;
    }

    boolean reachesInside() {
        return ResourceText.reachesInside(effect) && effect.resource().uri().indexOf('#') < 0;
    }

    /** Whether this tier is the one of the resource. */
    Truth among(int tier) {
        if (tierTime != time) {
            tierTime = time;
            compiled.tiers().sort(this, among);
        }
        return among[tier];
    }

    boolean isNew(Rule rule) {
        if (ruleSeen[rule.number()] == time) {
            return false;
        }
        ruleSeen[rule.number()] = time;
        return true;
    }

    void restricts(Rule rule) {
        if (restrictingCount == restricting.length) {
            restricting = Arrays.copyOf(restricting, restrictingCount * 2);
        }
        restricting[restrictingCount++] = rule;
    }

    void allows(Rule rule) {
        if (allowingCount == allowing.length) {
            allowing = Arrays.copyOf(allowing, allowingCount * 2);
        }
        allowing[allowingCount++] = rule;
    }
}
