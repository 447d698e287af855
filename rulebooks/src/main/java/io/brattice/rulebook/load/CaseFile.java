package io.brattice.rulebook.load;

import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Example;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table of cases, each with what is to come of it.
 *
 * @param rulebooks paths of the rulebooks, the upper layers first, relative to the file; may be empty
 */
public record CaseFile(List<String> rulebooks, List<Case> cases) {

    public CaseFile {
        rulebooks = List.copyOf(rulebooks);
        cases = List.copyOf(cases);
    }

    /**
     * One case.
     *
     * @param rules must be among the reasons
     * @param rulesNot must not be among them
     * @param people how many must be asked, where that matters
     */
    public record Case(
            String name,
            Example example,
            Decision expect,
            Set<String> rules,
            Set<String> rulesNot,
            Optional<Long> people) {
        public Case {
            rules = Set.copyOf(rules);
            rulesNot = Set.copyOf(rulesNot);
        }
    }

    /** What came of reading such a file. */
    public sealed interface Reading {}

    /** It is one. */
    public record Loaded(CaseFile file) implements Reading {}

    /** It is none. */
    public record Unreadable(io.brattice.rulebook.load.Reading.Problems problems) implements Reading {}
}
