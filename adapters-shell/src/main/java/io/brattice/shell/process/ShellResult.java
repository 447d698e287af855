package io.brattice.shell.process;

/**
 * What a command answered. A command that fails is a result, not an error: it may have done part of its work.
 *
 * @param exit its exit status; 124 when its time was up and it was killed
 * @param stdout what it wrote, undecodable bytes replaced
 * @param stderr the same for its error output
 * @param truncated true when it wrote more than the tool's limit
 */
public record ShellResult(int exit, String stdout, String stderr, boolean truncated) {}
