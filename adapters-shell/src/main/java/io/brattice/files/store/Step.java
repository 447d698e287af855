package io.brattice.files.store;

import io.brattice.StaleException;
import io.brattice.action.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One part of what a call does to the machine, and how that part is taken back.
 *
 * <p>In order: {@link #keep} before the effect, {@link #perform} as (part of) the effect, {@link #left} after it. Taking back
 * goes through all parts backwards, twice: {@link #check} changes nothing, {@link #undo} only follows when every check passed.
 */
public interface Step {

    /** All that is needed to take it back, as plain JSON values; {@code kind} says which step it is. */
    Map<String, Object> note();

    /** Copies what the effect would overwrite into the store. */
    default void keep() throws IOException {}

    /** The part of the effect that this step does itself, if any. */
    default void perform() throws IOException, StaleException {}

    /** Takes back what {@link #perform} just did, when a later step of the same call could not be performed. */
    default void takeBack() throws IOException {}

    /** What is there now; compared by {@link #check} later. */
    String left() throws IOException;

    /** What this step would have taken away from where it was, and did not: the part of the call that does it was not come by. */
    default Optional<Path> stayed() {
        return Optional.empty();
    }

    /**
     * Refuses where somebody else changed what the call left.
     *
     * @param left what {@link #left} said right after the effect
     * @param freed paths that steps before this one in the undo make free; this one adds its own
     * @throws StaleException when it cannot be taken back, and why
     */
    void check(String left, Set<Path> freed) throws IOException, StaleException;

    /** Takes it back. */
    void undo() throws IOException;

    /** A path as one line for people: what could end the line, or pass for the next one, is percent-encoded. */
    static String shown(Path path) {
        return Resource.file(path).uri().substring("file:".length());
    }

    /** What taking it back changes. */
    default Resource resource() {
        return Resource.file(Path.of(String.valueOf(note().get("path"))));
    }

    /** One line for people: what taking it back does. */
    String summary();
}
