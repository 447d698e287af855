package io.brattice.aws.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of one service, by operation.
 *
 * @param exact by the whole name of the operation
 * @param begun by how the name begins, for {@code Delete*}
 * @param problem why the file could not be read; then there is nothing else in it
 */
record RuleFile(
        List<Rule> rules,
        Map<String, Rule> exact,
        Map<String, Rule> begun,
        Map<String, FactRow> facts,
        Optional<String> problem) {

    static final RuleFile NONE = new RuleFile(List.of(), Map.of(), Map.of(), Map.of(), Optional.empty());

    RuleFile {
        rules = List.copyOf(rules);
        exact = Map.copyOf(exact);
        begun = Map.copyOf(begun);
        facts = Map.copyOf(facts);
    }

    static RuleFile broken(String problem) {
        return new RuleFile(List.of(), Map.of(), Map.of(), Map.of(), Optional.of(problem));
    }

    /**
     * @throws IllegalArgumentException if two rules are for the same operation
     */
    static RuleFile of(List<Rule> rules, Map<String, FactRow> facts) {
        Map<String, Rule> exact = new LinkedHashMap<>();
        Map<String, Rule> begun = new LinkedHashMap<>();
        for (Rule rule : rules) {
            for (String name : rule.names()) {
                boolean pattern = name.endsWith("*");
                String key = pattern ? name.substring(0, name.length() - 1) : name;
                if ((pattern ? begun : exact).put(key, rule) != null) {
                    throw new IllegalArgumentException("two rules are for `" + name + "`; make them one");
                }
            }
        }
        return new RuleFile(rules, exact, begun, facts, Optional.empty());
    }

    /** The rule of an operation: that of its name, else that of the longest beginning of it. */
    Optional<Rule> rule(String operation) {
        Rule own = exact.get(operation);
        if (own != null || begun.isEmpty()) {
            return Optional.ofNullable(own);
        }
        for (int length = operation.length(); length > 0; length--) {
            Rule rule = begun.get(operation.substring(0, length));
            if (rule != null) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
