package io.brattice.shell.remote;

import io.brattice.files.store.Step;
import io.brattice.files.undo.Restoration;
import io.brattice.shell.process.Execution;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the notes of the steps that keep something of other machines. */
public final class RemoteSteps {

    private RemoteSteps() {}

    /**
     * The step of a note; empty when it is none of these.
     *
     * @param execution how programs are started
     * @throws IllegalArgumentException when the note is broken
     */
    public static Optional<Step> read(Map<?, ?> note, Execution execution) {
        return switch (Restoration.text(note, "kind")) {
            case WebKept.KIND ->
                Optional.of(new WebKept(execution, Restoration.text(note, "remote"), path(note), Optional.empty()));
            case StateKept.KIND -> {
                String local = Restoration.text(note, "local");
                yield Optional.of(new StateKept(
                        execution,
                        Restoration.text(note, "program"),
                        path(note),
                        local.isEmpty() ? Optional.empty() : Optional.of(Path.of(local)),
                        Optional.empty()));
            }
            default -> Optional.empty();
        };
    }

    static boolean isOne(Step step) {
        return step instanceof RemoteStep;
    }

    private static Path path(Map<?, ?> note) {
        return Path.of(Restoration.text(note, "aside"));
    }
}
