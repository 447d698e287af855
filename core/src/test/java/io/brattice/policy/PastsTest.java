package io.brattice.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brattice.action.Reversibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PastsTest {

    @Test
    void everyVersionStaysWhatAPlainListWouldBe() {
        Random random = new Random(42);
        List<History.Past> plain = new ArrayList<>();
        Pasts pasts = Pasts.copyOf(List.of());
        List<Pasts> versions = new ArrayList<>();
        List<List<History.Past>> copies = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            if (plain.isEmpty() || random.nextInt(3) > 0) {
                plain.add(past("c" + i));
                pasts = pasts.plus(past("c" + i));
            } else {
                int at = random.nextInt(plain.size());
                plain.set(at, past("d" + i));
                pasts = pasts.replacing(at, past("d" + i));
            }
            assertEquals(plain, pasts);
            assertEquals(plain, Pasts.copyOf(plain));
            if (i % 37 == 0) {
                versions.add(pasts);
                copies.add(List.copyOf(plain));
            }
        }
        assertEquals(copies, versions);
    }

    @Test
    void historyCannotBeChangedThroughItsLists() {
        List<History.Past> mutable = new ArrayList<>(List.of(past("c1")));
        History history = new History(1, mutable, List.of());
        mutable.clear();
        assertEquals(List.of(past("c1")), history.past());
        assertThrows(UnsupportedOperationException.class, () -> history.past().clear());
        assertThrows(UnsupportedOperationException.class, () -> history.past().set(0, past("c2")));
        assertThrows(UnsupportedOperationException.class, () -> history.past().add(past("c2")));
        assertThrows(IndexOutOfBoundsException.class, () -> history.past().get(1));
    }

    private static History.Past past(String call) {
        return new History.Past(call, "s", "t", Instant.EPOCH, List.of(), Reversibility.REVERSIBLE, History.State.DONE);
    }
}
