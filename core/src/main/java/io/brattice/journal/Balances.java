package io.brattice.journal;

import io.brattice.policy.Balance;
import io.brattice.policy.Charge;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What every account stands at. One writer at a time; {@link #of} may be called by any thread.
 *
 * <p>Nothing that still counts is ever forgotten, so that no budget grows by waiting or by making other accounts: where there is no room,
 * calls that would charge are turned away.
 */
final class Balances {

    /** Some 50 MB at most. */
    static final int MOST_CELLS = 500_000;

    private final ConcurrentHashMap<String, Balance> accounts = new ConcurrentHashMap<>();
    private long cells;

    Map<String, Balance> of(Set<String> names) {
        Map<String, Balance> found = new HashMap<>();
        for (String name : names) {
            found.put(name, accounts.getOrDefault(name, Balance.none()));
        }
        return found;
    }

    boolean areAt(Map<String, Long> versions) {
        for (Map.Entry<String, Long> seen : versions.entrySet()) {
            if (accounts.getOrDefault(seen.getKey(), Balance.none()).version() != seen.getValue()) {
                return false;
            }
        }
        return true;
    }

    boolean hasRoomFor(List<Charge> charges, Instant now) {
        return charges.isEmpty()
                || cells + charges.size() <= MOST_CELLS
                || accounts.values().stream()
                                        .filter(account -> !account.isOver(now))
                                        .mapToLong(account -> account.cells().size())
                                        .sum()
                                + charges.size()
                        <= MOST_CELLS;
    }

    /** @param at when it is charged; a call that is only now found in the journal was earlier */
    void charge(List<Charge> charges, Instant at, long version, Instant now) {
        if (cells + charges.size() > MOST_CELLS) {
            forgetOld(now);
        }
        for (Charge charge : charges) {
            Balance known = accounts.getOrDefault(charge.account(), Balance.none());
            put(charge.account(), known, known.and(charge, at, version));
        }
    }

    void giveBack(List<Charge> charges, Instant at, long version) {
        for (Charge charge : charges) {
            Balance known = accounts.get(charge.account());
            if (known != null) {
                put(charge.account(), known, known.less(charge, at, version));
            }
        }
    }

    void forgetOld(Instant now) {
        accounts.entrySet().removeIf(entry -> {
            boolean over = entry.getValue().isOver(now);
            cells -= over ? entry.getValue().cells().size() : 0;
            return over;
        });
    }

    Map<String, Balance> all() {
        return accounts;
    }

    void restore(String account, Balance balance) {
        put(account, Balance.none(), balance);
    }

    private void put(String account, Balance before, Balance after) {
        cells += after.cells().size() - before.cells().size();
        accounts.put(account, after);
    }
}
