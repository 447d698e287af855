package io.brattice.aws.undo;

import java.util.Objects;

/**
 * One row of {@code undo.json}, as far as people and judges need to know it.
 *
 * @param id {@code service:Operation}, or {@code service:Operation#case}
 * @param back how it is taken back, a clause: {@code the delete marker is removed}
 * @param limits what does not come back, a clause; may be empty
 * @param expires when it is too late, a clause; empty where nothing ends it
 * @param same true when what comes back is the same thing under the same identity, and nothing less
 */
public record UndoRow(String id, String back, String limits, String expires, boolean same) {
    public UndoRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(back, "back");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(expires, "expires");
    }

    /** {@code s3:PutObject} of {@code s3:PutObject#new}. */
    public String operation() {
        int hash = id.indexOf('#');
        return hash < 0 ? id : id.substring(0, hash);
    }
}
