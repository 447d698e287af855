package io.brattice.aws.undo;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.catalogue.Operation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How calls are taken back: the rows of {@code undo.json}, and what makes of them what is sent.
 *
 * <p>The trip: {@link #capture} before the call (or {@link #made} for one that makes something), {@link #left} right after it, both kept in the
 * journal; {@link #plan} and {@link Plan#run} to take it back. Immutable, and safe for use by many threads.
 */
public final class Undos {

    /** The safeguard of a call whose resource is read first. */
    public static final String CAPTURED = "aws.captured";

    /** The safeguard of a call that makes something, which can be deleted again. */
    public static final String TAKEN_BACK = "aws.taken-back";

    private static final Undos SHIPPED = new Undos(List.of(), Clock.systemUTC());

    private final List<UndoRow> rows;
    private final Clock clock;

    private Undos(List<UndoRow> rows, Clock clock) {
        this.rows = List.copyOf(rows);
        this.clock = clock;
    }

    /** Those in this jar. */
    public static Undos shipped() {
        return SHIPPED;
    }

    /** The same by another clock: what expires is told by it. */
    public Undos by(Clock other) {
        return new Undos(rows, other);
    }

    /** Every row, by id. */
    public List<UndoRow> rows() {
        return rows;
    }

    /** The row of this id: {@code s3:DeleteObject}, {@code s3:PutObject#new}. */
    public Optional<UndoRow> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** Why the row of this id takes back no call with these members; empty where it may, if what is there allows it. Sends nothing. */
    public Optional<String> misfit(String id, AwsCall call) {
        return Optional.of("no row `" + id + "` takes back `" + call.id() + "`");
    }

    /**
     * Reads what is there before a call.
     *
     * @throws UndoException when the call cannot be taken back as it is: another member, a secret, too much, a state that the row does not know, or
     *     a read that failed
     */
    public Captured capture(String id, AwsCall call, AwsSender sender) throws UndoException, InterruptedException {
        throw new UndoException(misfit(id, call).orElse("no row `" + id + "`"));
    }

    /**
     * What takes back a call that makes something: its inverse deletes exactly that. Reads nothing.
     *
     * @throws UndoException when the catalogue knows no inverse, or not where each of its parameters comes from
     */
    public Captured made(Operation operation, AwsCall call) throws UndoException {
        throw new UndoException("`" + operation.id() + "` has no inverse for `" + call.id() + "`");
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
        return Arguments.of("at", clock.instant());
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
        throw new StaleException("nothing is known of how the call is taken back");
    }
}
