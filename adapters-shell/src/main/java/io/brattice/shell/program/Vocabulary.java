package io.brattice.shell.program;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The options that a row understands, those of the rows above it included, made ready to be found. */
final class Vocabulary {

    private final Map<String, OptionRow> options;
    private final TreeMap<String, OptionRow> longs = new TreeMap<>();
    private final boolean single;
    private final boolean mild;
    private final boolean performs;
    private final Set<Role> roles = new LinkedHashSet<>();

    Vocabulary(Map<String, OptionRow> inherited, Collection<OptionRow> own, boolean single) {
        this.single = single;
        Map<String, OptionRow> all = new HashMap<>();
        inherited.forEach((name, option) -> all.put(canonical(name), option));
        for (OptionRow option : own) {
            for (String name : option.names()) {
                all.put(canonical(name), option);
            }
        }
        options = Map.copyOf(all);
        boolean allMild = true;
        boolean anyPerforms = false;
        for (Map.Entry<String, OptionRow> entry : all.entrySet()) {
            OptionRow option = entry.getValue();
            if (entry.getKey().startsWith("--")) {
                longs.put(entry.getKey(), option);
            }
            allMild &= option.mild();
            roles.addAll(option.values());
            for (Consequence consequence : option.consequences()) {
                anyPerforms |= consequence.performs();
                if (consequence instanceof Consequence.Operate operate) {
                    operate.operands().addRoles(roles);
                }
            }
        }
        mild = allMild;
        performs = anyPerforms;
    }

    Map<String, OptionRow> options() {
        return options;
    }

    Optional<OptionRow> find(String name) {
        return Optional.ofNullable(options.get(canonical(name)));
    }

    /** The one long option that begins with this; empty when there is none, or more than one. */
    Optional<OptionRow> abbreviated(String prefix) {
        Optional<OptionRow> found = Optional.empty();
        for (Map.Entry<String, OptionRow> entry : longs.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (found.isPresent() && !found.get().is(entry.getValue())) {
                return Optional.empty();
            }
            found = Optional.of(entry.getValue());
        }
        return found;
    }

    /** True when an option given unseen would at most look at more files. */
    boolean mild() {
        return mild;
    }

    /** True when an option can take a rehearsal back. */
    boolean performs() {
        return performs;
    }

    /** What may be done with a word if an option that is not seen were there. */
    Set<Role> roles() {
        return roles;
    }

    private String canonical(String name) {
        return single && name.startsWith("--") ? name.substring(1) : name;
    }
}
