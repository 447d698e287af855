package io.brattice.rulebook.check;

import io.brattice.rulebook.language.Book;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is questionable about rulebooks, the upper layers first. */
public final class Check {

    private Check() {}

    /** What keeps them from coming into force, and what else is found with it: names that come twice or stand for nothing. Quick. */
    public static List<Finding> ofNames(List<Book> layers) {
        return Names.of(layers);
    }

    /**
     * All of it, in the order of the files. Examples are not run; see {@link Cases}.
     *
     * @param tools the names of the tools there are, where they are known
     */
    public static List<Finding> of(List<Book> layers, Optional<Set<String>> tools) {
        List<Finding> findings = new ArrayList<>(Names.of(layers));
        findings.addAll(ToolNames.of(layers, tools));
        findings.addAll(Habits.of(layers));
        findings.addAll(Misses.of(layers));
        findings.addAll(Shadows.of(layers));
        return findings.stream().sorted(Finding.order()).toList();
    }
}
