package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.SimpleCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one thread writes on while it decides, and uses again for the next decision. Nearly all of it are numbers: a reference that
 * is written into something old costs more than most conditions.
 */
final class Scratch {

    final Compiled compiled;

    /** The one name of each path that has no more. */
    final @Nullable String[] names;

    /** Arguments beyond those that a {@link Sight} has room for. */
    final @Nullable Object[] arguments;

    private final int[] touched;
    private int touchedCount;
    final byte[] shared;
    final int[] sharedSeen;
    final byte[] among;
    private final int[] ruleSeen;
    final HeadTable.Found found = new HeadTable.Found();
    final Codes codes = new Codes();
    int[] restricting = new int[16];
    int[] allowing = new int[16];
    int restrictingCount;
    int allowingCount;

    boolean busy;
    int time;
    int callTime;
    int nameTime;
    int tierTime;
    int commandTime;
    int previewTime;
    boolean ordinary;
    int known;
    long previewCount;
    long previewBytes;
    Optional<List<SimpleCommand>> commands = Optional.empty();

    Scratch(Compiled compiled) {
        this.compiled = compiled;
        this.names = compiled.paths().stream()
                .map(path -> path.size() == 1 ? path.get(0) : null)
                .toArray(String[]::new);
        this.arguments = new Object[compiled.paths().size()];
        this.touched = new int[arguments.length];
        this.shared = new byte[compiled.sharedChecks()];
        this.sharedSeen = new int[shared.length];
        this.among = new byte[compiled.tiers().size()];
        this.ruleSeen = new int[compiled.rules()];
    }

    void begin() {
        tick();
        callTime = time;
        codes.clear();
    }

    void next() {
        tick();
        restrictingCount = 0;
        allowingCount = 0;
    }

    /** Nothing of a call is kept longer than its decision. */
    void end() {
        if (commandTime >= callTime) {
            commands = Optional.empty();
        }
        for (int i = 0; i < touchedCount; i++) {
            arguments[touched[i]] = null;
        }
        touchedCount = 0;
    }

    void keep(int slot, Object value) {
        arguments[slot] = value;
        touched[touchedCount++] = slot;
    }

    private void tick() {
        if (++time == Integer.MAX_VALUE) {
            Arrays.fill(sharedSeen, 0);
            Arrays.fill(ruleSeen, 0);
            nameTime = 0;
            tierTime = 0;
            commandTime = 0;
            previewTime = 0;
            time = 1;
            callTime = 0;
        }
    }

    boolean isNew(Rule rule) {
        if (ruleSeen[rule.number] == time) {
            return false;
        }
        ruleSeen[rule.number] = time;
        return true;
    }

    void restricts(Rule rule) {
        if (restrictingCount == restricting.length) {
            restricting = Arrays.copyOf(restricting, restrictingCount * 2);
        }
        restricting[restrictingCount++] = rule.number;
    }

    void allows(Rule rule) {
        if (allowingCount == allowing.length) {
            allowing = Arrays.copyOf(allowing, allowingCount * 2);
        }
        allowing[allowingCount++] = rule.number;
    }
}
