package io.brattice.files.store;

import io.brattice.StaleException;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
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

    /** Stands for what a step left where the process died before it could say. */
    String UNKNOWN = "unknown";

    /** All that is needed to take it back, as plain JSON values; {@code kind} says which step it is. */
    Map<String, Object> note();

    /** Copies what the effect would overwrite into the store. */
    default void keep() throws IOException {}

    /**
     * How many bytes the store will hold because of this step, as far as is known before {@link #keep}: what it copies, and what it moves
     * there. 0 where nothing is known; what is there after {@link #keep} is counted in any case.
     */
    default long bytes() throws IOException {
        return 0;
    }

    /** The {@link Blobs} that this step needs, once {@link #keep} is done: they are kept as long as the shelf is. */
    default Collection<String> references() throws IOException {
        return List.of();
    }

    /** The part of the effect that this step does itself, if any. */
    default void perform() throws IOException, StaleException {}

    /** Takes back what {@link #perform} just did, when a later step of the same call could not be performed. */
    default void takeBack() throws IOException {}

    /**
     * What the command said that was the whole effect, before {@link #left} is asked: for a step that learns only from that what was made.
     *
     * @param exit its exit status
     * @param output what it wrote; with a gap where it was too long
     */
    default void heard(int exit, String output) {}

    /** What is there now; compared by {@link #check} later. */
    String left() throws IOException;

    /**
     * What the call found at the places that this step is about: for people, who compare it with what is there now. Empty where the call did
     * not come to it, or the step tells of no places.
     *
     * @param left what {@link #left} said right after the effect
     */
    default List<Before> before(String left) throws IOException {
        return List.of();
    }

    /**
     * What this step would have taken away from where it was, and did not, since the part of the call that does it was not come by; or
     * what is back there. What is at this path is not what the call made.
     */
    default Optional<Path> stayed() throws IOException {
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

    /**
     * What of it would be left as it is because somebody else changed it since, one line each, once {@link #check} has passed. Empty for a
     * step that is taken back as a whole or not at all.
     */
    default List<String> leaves(String left) throws IOException {
        return List.of();
    }

    /**
     * What else was changed since, where this step looks, that the call had nothing to do with as far as it is known: it stays, and is told to
     * people, since a program that the call started may still be at work. One line each, before {@link #undo} or after it.
     */
    default List<String> besides(String left) throws IOException {
        return List.of();
    }

    /** Steps of one group are taken back together or not at all; empty for a step that stands by itself. */
    default String group() {
        return "";
    }

    /**
     * Takes it back, but for what {@link #leaves} names. Done again after it broke off in the middle, it finishes.
     *
     * @param left as for {@link #check}
     */
    void undo(String left) throws IOException;

    /** A path as one line for people: what could end the line, or pass for the next one, is percent-encoded. */
    static String shown(Path path) {
        return Resource.file(path).uri().substring("file:".length());
    }

    /** What taking it back changes. */
    default Resource resource() {
        return Resource.file(Path.of(String.valueOf(note().get("path"))));
    }

    /** The same, for a step about several things. */
    default List<Resource> resources() throws IOException {
        return List.of(resource());
    }

    /** How far the taking back can itself be taken back. */
    default Reversibility reversibility() {
        return Reversibility.REVERSIBLE;
    }

    /** One line for people: what taking it back does. */
    String summary();
}
