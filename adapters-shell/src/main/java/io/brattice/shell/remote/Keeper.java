package io.brattice.shell.remote;

import io.brattice.files.store.Step;
import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Execution;
import io.brattice.shell.program.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A program of somebody else's that changes something on other machines and can keep what was there: where a host runs what it judges, its steps
 * are kept before the command runs and taken back on request. What the steps keep lies on the shelf of the call.
 */
public interface Keeper extends Program {

    /**
     * The same program for one call.
     *
     * @param shelf where the call keeps things: each answer is another name, and none of them exists yet
     * @param execution how programs are asked; its environment is that of commands
     * @param unkept why what is there could not be kept when the call was about to run: then nothing is promised any more
     */
    Program keeping(Supplier<Path> shelf, Execution execution, Binaries binaries, Optional<String> unkept);

    /**
     * The step of a note that a step of this program wrote; empty when it is none of them.
     *
     * @throws IllegalArgumentException when the note is broken
     */
    Optional<Step> step(Map<?, ?> note, Execution execution);
}
