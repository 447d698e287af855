package io.brattice.action;

import java.util.Objects;

/**
 * What must exist before a call may count as less grave than it inherently is: a backup, a snapshot, a container.
 *
 * @param id matched against what the rehearsal says it secured, for example {@code files.moved-aside}
 * @param description one line for people, for example {@code 39 files are moved aside first}
 */
public record Safeguard(String id, String description) {
    public Safeguard {
        if (Objects.requireNonNull(id, "id").isBlank()
                || Objects.requireNonNull(description, "description").isBlank()) {
            throw new IllegalArgumentException("a safeguard needs an id and a description");
        }
    }
}
