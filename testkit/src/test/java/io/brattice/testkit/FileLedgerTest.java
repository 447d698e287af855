package io.brattice.testkit;

import io.brattice.journal.FileLedger;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest extends LedgerContract {

    @TempDir
    private Path dir;

    @Override
    protected Ledger open() throws JournalException {
        return FileLedger.in(dir.resolve("ledger"));
    }
}
