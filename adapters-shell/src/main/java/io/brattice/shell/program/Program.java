package io.brattice.shell.program;

import java.util.Optional;

/**
 * Says what one program would do with its words. Most are a row of data; this is also the extension point for programs that need
 * code, such as {@code git} or the {@code aws} command line.
 */
@FunctionalInterface
public interface Program {

    /**
     * Tells {@code acts} everything that this command could do, at its gravest; when in doubt {@link Acts#opaque}. A command about
     * which nothing is told does nothing that matters. May look at {@link Situation#world()}, starts and changes nothing.
     *
     * @param call the whole command; the first word is the name by which it was called
     */
    void read(Invocation call, Acts acts);

    /** What its words are, where they are understood. Default: empty. */
    default Optional<Spelled> spelled(Invocation call) {
        return Optional.empty();
    }
}
