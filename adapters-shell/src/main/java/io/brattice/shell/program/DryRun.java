package io.brattice.shell.program;

import io.brattice.action.Preview;
import java.util.List;
import java.util.Objects;

/**
 * A rehearsal by the program itself.
 *
 * @param argv what to run; it has no effects
 * @param fidelity what its answer is worth when it succeeds; a failure is worth nothing
 * @param reader how its answer is read: {@code text} shows it as it is; {@code apt}, {@code terraform}, {@code pip}, … count effects
 */
public record DryRun(List<String> argv, Preview.Fidelity fidelity, String reader) {
    public DryRun {
        argv = List.copyOf(argv);
        Objects.requireNonNull(fidelity, "fidelity");
        Objects.requireNonNull(reader, "reader");
    }
}
