package io.brattice.action;

/** What an effect does to its resource. */
public enum Verb {
    /** Looks at it. */
    READ,
    /** Brings it into being where nothing was. */
    CREATE,
    /** Changes what is there. */
    UPDATE,
    /** Removes it. */
    DELETE,
    /** Runs it: code, a job, a remote procedure. */
    EXECUTE,
    /** Lets words or data leave to people or outside the trust boundary. */
    SEND,
    /** Reveals a secret to someone who did not know it. */
    DISCLOSE,
    /** Commits money. */
    SPEND,
    /** Gives or widens a permission. */
    GRANT,
    /** Stops something that was running for someone. */
    INTERRUPT;

    /** True for the verbs whose overlapping calls are run one after the other: create, update and delete. */
    public boolean writes() {
        return this == CREATE || this == UPDATE || this == DELETE;
    }
}
