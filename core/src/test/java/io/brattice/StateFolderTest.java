package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    private static final Path HOME = Path.of("/home/olga");

    @TempDir
    Path folder;

    @Test
    void theVariableComesFirstThenTheUsualPlace() {
        assertEquals(Path.of("/state"), root(Map.of("BRATTICE_STATE", "/state", "XDG_STATE_HOME", "/xdg")));
        assertEquals(Path.of("/xdg/brattice"), root(Map.of("BRATTICE_STATE", "", "XDG_STATE_HOME", "/xdg")));
        assertEquals(HOME.resolve(".local/state/brattice"), root(Map.of("XDG_STATE_HOME", "relative")));
        assertEquals(HOME.resolve(".local/state/brattice"), root(Map.of()));
    }

    @Test
    void theLedgerIsWhereAGateMadeIt() throws IOException {
        StateFolder state = new StateFolder(folder);
        assertEquals(folder.resolve("ledger"), state.ledger());
        Files.createDirectories(folder.resolve("journal/ledger"));
        assertEquals(folder.resolve("journal/ledger"), state.ledger());
        Files.createDirectories(folder.resolve("ledger"));
        assertEquals(folder.resolve("ledger"), state.ledger());
    }

    private static Path root(Map<String, String> variables) {
        return StateFolder.of(variables, HOME).root();
    }
}
