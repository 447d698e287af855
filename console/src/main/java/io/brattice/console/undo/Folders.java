package io.brattice.console.undo;

import io.brattice.StateFolder;
import io.brattice.console.terminal.Colour;
import io.brattice.console.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the gates of this user remember, as the command line says it. */
public final class Folders {

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where gates and tools remember. Else BRATTICE_STATE, else ~/.local/state/brattice.")
    private @Nullable Path state;

    @Option(
            names = "--journal",
            paramLabel = "FOLDER",
            description = "The journal. Else `journal` in the state folder.")
    private @Nullable Path journal;

    @Option(names = "--ledger", paramLabel = "FOLDER", description = "The ledger. Else `ledger` in the state folder.")
    private @Nullable Path ledger;

    @Option(names = "--store", paramLabel = "FOLDER", description = "The store. Else `store` in the state folder.")
    private @Nullable Path store;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto, always or never; auto means at a terminal, unless NO_COLOR is set.")
    private Colour colour = Colour.AUTO;

    private StateFolder state(Terminal terminal) {
        return Optional.ofNullable(state)
                .map(StateFolder::new)
                .orElseGet(() -> StateFolder.of(terminal.variables(), Path.of(System.getProperty("user.home"))));
    }

    /** The journal. */
    public Path journal(Terminal terminal) {
        return journal == null ? state(terminal).journal() : journal.toAbsolutePath();
    }

    /** The ledger. */
    public Path ledger(Terminal terminal) {
        if (ledger != null) {
            return ledger.toAbsolutePath();
        }
        // A gate that was given a journal alone keeps its ledger in there.
        return journal == null
                ? state(terminal).ledger()
                : journal.toAbsolutePath().resolve("ledger");
    }

    Path store(Terminal terminal) {
        return store == null ? state(terminal).store() : store.toAbsolutePath();
    }

    /** Whether what is printed has colours. */
    public boolean isColoured(Terminal terminal) {
        return colour.isOn(terminal.variables(), terminal.showing());
    }
}
