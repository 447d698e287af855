package io.brattice.console.policy;

/** The exit codes of the commands about rulebooks. */
final class Exit {

    static final int GOOD = 0;
    static final int NOT_GOOD = 1;
    static final int MISUNDERSTOOD = 2;
    static final int UNREADABLE = 4;

    private Exit() {}
}
