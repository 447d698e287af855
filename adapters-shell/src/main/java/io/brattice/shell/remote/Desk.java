package io.brattice.shell.remote;

import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Execution;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What there is to work with for one call.
 *
 * @param execution its environment is that of commands
 * @param workspace only what lies in it counts as the agent's own
 * @param plan the one that was shown for this call and is going to be applied
 * @param shelf where the call keeps things: each answer is another name, and none of them exists yet
 * @param unkept why what is there could not be kept when the call was about to run; empty where that was not tried
 */
record Desk(
        Execution execution,
        Binaries binaries,
        Path workspace,
        Supplier<Path> shelf,
        Optional<Path> plan,
        Optional<String> unkept) {}
