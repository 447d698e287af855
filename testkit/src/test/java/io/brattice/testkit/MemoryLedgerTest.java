package io.brattice.testkit;

import io.brattice.journal.Ledger;

class MemoryLedgerTest extends LedgerContract {

    @Override
    protected Ledger open() {
        return Ledger.inMemory();
    }
}
