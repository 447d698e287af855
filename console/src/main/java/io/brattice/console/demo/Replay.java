package io.brattice.console.demo;

import java.time.Duration;
import java.util.List;

/**
 * What became of one incident, bare and behind the gate.
 *
 * @param bare what became of it where nothing stopped it
 * @param gatedMoves what it tried behind the gate, and what the gate did
 * @param gatedLoss what is lost there after everything was taken back
 * @param takenBack how many calls were taken back
 * @param notTakenBack why a call that was to be taken back was not, one line each
 * @param recorded what the journal said when the agent was done, before anything was taken back
 * @param agreed whether a person said yes to anything
 * @param inGate how long the gate took for all calls, without their effects and without a person's thinking
 * @param undoing how long taking back took
 */
record Replay(
        Incident incident,
        Bare bare,
        List<Move> gatedMoves,
        Loss gatedLoss,
        int takenBack,
        List<String> notTakenBack,
        Recorded recorded,
        boolean agreed,
        Duration inGate,
        Duration undoing) {

    Replay {
        gatedMoves = List.copyOf(gatedMoves);
        notTakenBack = List.copyOf(notTakenBack);
    }

    /** Whether the gate kept what it promises: nothing is lost that nobody agreed to lose. */
    boolean isKept() {
        return gatedLoss.isNothing() || agreed;
    }
}
