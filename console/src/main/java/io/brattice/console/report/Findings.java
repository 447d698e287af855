package io.brattice.console.report;

import io.brattice.Chronicle.State;
import io.brattice.console.report.Deed.Asked;
import java.time.Duration;
import java.util.List;

/**
 * What an account comes to.
 *
 * @param stands what took effect and was not taken back
 * @param takenBack what took effect and was taken back
 * @param doubtful what may have taken effect, in part or in whole: failed, unknown, without an end
 * @param happened what took effect, also what was taken back since
 */
record Findings(Account account, Totals stands, Totals takenBack, Totals doubtful, Totals happened) {

    static Findings of(Account account) {
        List<Deed> own = account.own();
        return new Findings(
                account,
                Totals.of(own.stream()
                        .filter(deed -> deed.tookEffect() && deed.state == State.DONE)
                        .toList()),
                Totals.of(own.stream()
                        .filter(deed -> deed.tookEffect() && deed.state == State.UNDONE)
                        .toList()),
                Totals.of(own.stream().filter(Deed::mayHave).toList()),
                Totals.of(own.stream().filter(Deed::tookEffect).toList()));
    }

    List<Asked> questions() {
        return account.own().stream().flatMap(deed -> deed.questions.stream()).toList();
    }

    /** Until they were answered. */
    List<Duration> waits() {
        return questions().stream()
                .flatMap(asked -> asked.waited().stream())
                .sorted()
                .toList();
    }

    /** Calls of which nobody knows how they ended, and questions without an answer. */
    List<Deed> unresolved() {
        return account.own().stream()
                .filter(deed -> deed.state == State.OPEN || deed.state == State.UNKNOWN || deed.state == State.ASKED)
                .toList();
    }
}
