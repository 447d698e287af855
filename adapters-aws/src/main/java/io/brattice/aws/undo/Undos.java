package io.brattice.aws.undo;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.catalogue.Operation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How calls are taken back: the rows of {@code undo.json}, and what makes of them what is sent.
 *
 * <p>The trip: {@link #capture} before the call (or {@link #made} for one that makes something and has no row), {@link #left} right after it, both kept
 * in the journal; {@link #plan} and {@link Plan#run} to take it back.
 *
 * <p>Guarantees: nothing is put back over what somebody else changed since, as far as reading again right before tells; what a row does not know (a
 * member, a state) is not taken back; what looks like a secret is not written down. Immutable, and safe for use by many threads.
 */
public final class Undos {

    /** The safeguard of a call whose resource is read first. */
    public static final String CAPTURED = "aws.captured";

    /** The safeguard of a call that makes something, which can be deleted again. */
    public static final String TAKEN_BACK = "aws.taken-back";

    private static final Undos SHIPPED = new Undos(Rows.shipped(), Clock.systemUTC());

    /** What is kept of one call: the journal has room for more, but not for more than this of every call. */
    private static final int LARGEST = 256 << 10;

    private final Map<String, Recipe> recipes;
    private final Clock clock;

    private Undos(Map<String, Recipe> recipes, Clock clock) {
        this.recipes = recipes;
        this.clock = clock;
    }

    /** Those in this jar. */
    public static Undos shipped() {
        return SHIPPED;
    }

    /** The same by another clock: what expires is told by it. */
    public Undos by(Clock other) {
        return new Undos(recipes, other);
    }

    /** Every row, by id. */
    public List<UndoRow> rows() {
        return recipes.values().stream().map(Recipe::row).toList();
    }

    /** The row of this id: {@code s3:DeleteObject}, {@code s3:PutObject#new}. */
    public Optional<UndoRow> row(String id) {
        return Optional.ofNullable(recipes.get(id)).map(Recipe::row);
    }

    /** Why the row of this id takes back no call with these members; empty where it may, if what is there allows it. Sends nothing. */
    public Optional<String> misfit(String id, AwsCall call) {
        try {
            Optional<Recipe> whole = Optional.ofNullable(recipes.get(id));
            if (whole.isEmpty() || !whole.get().row().operation().equals(call.id())) {
                return Optional.of("no row `" + id + "` takes back `" + call.id() + "`");
            }
            Optional<String> why = whole.get().misfit(call);
            for (Parts part : Parts.of(id, call)) {
                why = why.isPresent() ? why : recipe(part.row()).misfit(part.call());
            }
            return why;
        } catch (UndoException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why {@link #made} takes back no such call; empty where it does, if what is there allows it. Sends nothing. */
    public Optional<String> misfitOfMade(Operation operation, AwsCall call) {
        if (row(operation.id()).isPresent()) {
            return misfit(operation.id(), call);
        }
        try {
            Made.kept(operation, call, clock.instant());
            return Optional.empty();
        } catch (UndoException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads what is there before a call.
     *
     * @throws UndoException when the call cannot be taken back as it is: another member, a secret, too much, a state that the row does not know, or
     *     a read that failed
     */
    public Captured capture(String id, AwsCall call, AwsSender sender) throws UndoException, InterruptedException {
        Optional<String> misfit = misfit(id, call);
        if (misfit.isPresent()) {
            throw new UndoException(misfit.get());
        }
        AwsSender once = new Remembering(sender);
        List<Map<String, @Nullable Object>> parts = new ArrayList<>();
        for (Parts part : Parts.of(id, call)) {
            parts.add(Part.captured(recipe(part.row()), part.call(), once));
        }
        Recipe recipe = recipe(id);
        Scope scope = Scope.of(call);
        Object days = Template.fill(recipe.lasts(), scope);
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("row", id);
        kept.put("parts", parts);
        if (days != null) {
            kept.put("days", days);
        }
        String limits = recipe.row().limits();
        String summary = recipe.row().back() + (limits.isEmpty() ? "" : "; " + limits);
        return new Captured(CAPTURED, written(kept), summary, Part.days(days).map(Duration::ofDays));
    }

    /**
     * What takes back a call that makes something: its inverse deletes exactly that. Where there is a row for the operation, that is what says how:
     * then this is {@link #capture}.
     *
     * @throws UndoException when the catalogue knows no inverse, or not where each of its parameters comes from; or the operation may answer
     *     something that was there before
     */
    public Captured made(Operation operation, AwsCall call, AwsSender sender)
            throws UndoException, InterruptedException {
        return recipes.containsKey(operation.id())
                ? capture(operation.id(), call, sender)
                : new Captured(
                        TAKEN_BACK,
                        written(Made.kept(operation, call, clock.instant())),
                        Made.summary(operation),
                        Optional.empty());
    }

    /**
     * What the call left, to be noted with its end: read right after it. Never throws for what a service says: what could not be read is noted as
     * unknown, and then nothing is put back.
     *
     * @param kept of {@link #capture} or {@link #made}
     * @param answer of the call, as from {@link AwsSender#send}
     */
    public Arguments left(Arguments kept, Map<String, @Nullable Object> answer, AwsSender sender)
            throws InterruptedException {
        Map<String, @Nullable Object> left = new LinkedHashMap<>();
        left.put("at", clock.instant());
        try {
            if (kept.names().contains("made")) {
                left.putAll(Made.left(kept.asMap(), answer));
                return written(left);
            }
            AwsSender once = new Remembering(sender);
            List<Map<String, @Nullable Object>> parts = new ArrayList<>();
            for (Object part : Tree.items(kept.asMap().get("parts"))) {
                Map<String, @Nullable Object> one = Tree.members(part);
                parts.add(Part.left(recipe(Tree.text(one.get("row"))), one, answer, once));
            }
            left.put("parts", parts);
            return written(left);
        } catch (UndoException e) {
            return Arguments.of("at", clock.instant(), "unknown", String.valueOf(e.getMessage()));
        }
    }

    /**
     * What would be sent to take a call back now. Reads, and changes nothing.
     *
     * @param left of {@link #left}; empty for a call of which nobody knows how it ended
     * @throws StaleException when it cannot be taken back: somebody else changed what the call left, it is too late, or nobody can tell
     * @throws AwsException when what is there cannot be read
     */
    public Plan plan(Arguments kept, Arguments left, AwsSender sender)
            throws StaleException, AwsException, InterruptedException {
        if (left.asMap().get("unknown") instanceof String why) {
            throw new StaleException("nobody knows what the call left: " + why);
        }
        try {
            if (kept.names().contains("made")) {
                return Made.plan(kept.asMap(), left.asMap());
            }
            Reversal reversal = new Reversal(recipe(Tree.text(kept.asMap().get("row"))), clock.instant());
            List<@Nullable Object> parts = Tree.items(kept.asMap().get("parts"));
            List<@Nullable Object> lefts = Tree.items(left.asMap().get("parts"));
            reversal.within(kept.asMap().get("days"), left.asMap().get("at"));
            AwsSender once = new Remembering(sender);
            for (int i = parts.size() - 1; i >= 0; i--) {
                Map<String, @Nullable Object> part = Tree.members(parts.get(i));
                Map<String, @Nullable Object> after = i < lefts.size() ? Tree.members(lefts.get(i)) : Map.of();
                reversal.add(recipe(Tree.text(part.get("row"))), part, after, once);
            }
            return reversal.plan(kept, left);
        } catch (UndoException e) {
            throw new StaleException(String.valueOf(e.getMessage()));
        }
    }

    private Recipe recipe(String id) throws UndoException {
        Recipe recipe = recipes.get(id);
        if (recipe == null) {
            throw new UndoException("there is no row `" + id + "`");
        }
        return recipe;
    }

    private static Arguments written(Map<String, @Nullable Object> note) throws UndoException {
        Arguments written;
        try {
            written = Arguments.from(note);
        } catch (InvalidArgumentsException e) {
            throw new UndoException("what was read cannot be written down: " + e.getMessage());
        }
        if (written.canonicalLength() > LARGEST) {
            throw new UndoException("what was read is more than " + (LARGEST >> 10) + " KB");
        }
        return written;
    }
}
