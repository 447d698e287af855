package io.brattice.shell.rehearsal;

import io.brattice.action.Effect;
import io.brattice.action.Preview.Fidelity;
import java.nio.file.Path;
import java.util.List;

/**
 * What is asked of a program.
 *
 * @param argv the dry run as the table gives it
 * @param fidelity what a whole answer is worth
 * @param assessed what the command is known to do before anything is asked
 */
record Question(List<String> argv, Fidelity fidelity, Path cwd, List<Effect> assessed) {}
