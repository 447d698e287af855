package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Safeguard;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.syntax.Command;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was decided of a line.
 *
 * @param precaution what may be kept besides, where not all is known of the line
 * @param sharing what the line shares with the machine, where it is to run in a cell
 */
record Decided(
        List<Effect> effects,
        Set<String> unclear,
        Set<String> reasons,
        List<Provision> provisions,
        IdentityHashMap<Command, List<Removed>> aside,
        List<Prepared> parts,
        String text,
        String seen,
        boolean doubtful,
        Precaution precaution,
        Travels travels,
        Optional<Sharing> sharing) {

    /** A thing that is moved away in place of being removed, and the word that named it. */
    record Removed(String word, Path path) {}

    static final Decided NOTHING = new Decided(
            List.of(),
            Set.of(),
            Set.of(),
            List.of(),
            new IdentityHashMap<>(1),
            List.of(),
            "",
            "",
            false,
            Precaution.NONE,
            Travels.NONE,
            Optional.empty());

    Set<Safeguard> safeguards() {
        if (provisions.isEmpty() && parts.isEmpty()) {
            return Set.of();
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, String> words = new HashMap<>();
        for (Provision provision : provisions) {
            if (!provision.asked() && !provision.kind().safeguard().isEmpty()) {
                counts.merge(provision.kind().safeguard(), 1, Integer::sum);
                words.put(provision.kind().safeguard(), provision.kind().description());
            }
        }
        Set<Safeguard> all = new LinkedHashSet<>();
        counts.forEach((id, count) -> all.add(new Safeguard(id, words.get(id) + ": " + count)));
        parts.forEach(part -> all.addAll(part.safeguards()));
        return all;
    }
}
