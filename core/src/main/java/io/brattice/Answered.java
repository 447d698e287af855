package io.brattice;

import io.brattice.journal.Parked;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a signed answer.
 *
 * @param ticket of the question that it names; empty where it cannot be read
 * @param counted true when it was recorded; one that was not has changed nothing
 * @param why why it did not count, in one line; empty when it did
 * @param state where the question stands now; empty where there is no such question
 */
public record Answered(Optional<String> ticket, boolean counted, String why, Optional<Parked.State> state) {

    public Answered {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(state, "state");
    }

    static Answered counted(Parked parked) {
        return new Answered(Optional.of(parked.ticket()), true, "", Optional.of(parked.state()));
    }

    static Answered not(Parked parked, String why) {
        return new Answered(Optional.of(parked.ticket()), false, why, Optional.of(parked.state()));
    }

    static Answered not(Optional<String> ticket, String why) {
        return new Answered(ticket, false, why, Optional.empty());
    }
}
