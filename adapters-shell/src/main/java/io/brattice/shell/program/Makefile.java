package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A makefile that is plain enough to say what {@code make} would run: variables and explicit rules. Functions, includes, conditions,
 * patterns and everything else that computes is not understood.
 */
final class Makefile {

    private static final int DEEPEST = 20;
    private static final Set<String> PLAIN_SPECIAL = Set.of(".PHONY", ".SILENT", ".NOTPARALLEL");

    /** @param recipe lines as they stand */
    private record Rule(Set<String> prerequisites, List<String> recipe) {}

    private final Map<String, String> variables = new HashMap<>();
    private final Set<String> fixed = new HashSet<>();
    private final Set<String> immediate = new HashSet<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Set<String> phony = new HashSet<>();
    private Optional<String> first = Optional.empty();

    private Makefile() {}

    /**
     * Reads one; empty when something in it is not understood.
     *
     * @param given variables of the command line, which go before those of the makefile
     */
    static Optional<Makefile> of(String text, Map<String, String> given) {
        for (String function : new String[] {"shell", "eval", "file", "guile", "call", "foreach"}) {
            if (text.contains("$(" + function) || text.contains("${" + function)) {
                return Optional.empty();
            }
        }
        Makefile make = new Makefile();
        make.variables.put("RM", "rm -f");
        make.variables.put("MAKE", "make");
        make.variables.putAll(given);
        make.fixed.addAll(given.keySet());
        List<Rule> open = List.of();
        for (String line : text.replace("\\\n", " ").split("\n", -1)) {
            if (line.startsWith("\t")) {
                if (open.isEmpty()) {
                    return Optional.empty();
                }
                for (Rule rule : open) {
                    rule.recipe().add(line.substring(1));
                }
                continue;
            }
            String bare = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
            if (bare.isBlank()) {
                continue;
            }
            Optional<List<Rule>> targets = make.statement(bare.strip());
            if (targets.isEmpty()) {
                return Optional.empty();
            }
            open = targets.get();
        }
        return Optional.of(make);
    }

    /** Reads a variable or the head of a rule; answers the rules whose recipe follows. */
    private Optional<List<Rule>> statement(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        if (equals > 0 && (colon < 0 || colon + 1 >= equals)) {
            return variable(line, equals) ? Optional.of(List.of()) : Optional.empty();
        }
        boolean plain = colon > 0
                && equals < 0
                && line.indexOf('%') < 0
                && line.indexOf(';') < 0
                && line.indexOf('|') < 0
                && !line.startsWith("::", colon)
                && line.indexOf(':', colon + 1) < 0
                && line.indexOf('*') < 0
                && line.indexOf('?') < 0;
        Optional<String> targets = plain ? expanded(line.substring(0, colon), Map.of(), 0) : Optional.empty();
        Optional<String> tails = plain ? expanded(line.substring(colon + 1), Map.of(), 0) : Optional.empty();
        if (targets.isEmpty() || tails.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = split(targets.get());
        Set<String> prerequisites = new LinkedHashSet<>(split(tails.get()));
        if (names.size() == 1 && names.get(0).startsWith(".")) {
            phony.addAll(names.get(0).equals(".PHONY") ? prerequisites : Set.of());
            return PLAIN_SPECIAL.contains(names.get(0)) ? Optional.of(List.of()) : Optional.empty();
        }
        List<Rule> heads = new ArrayList<>();
        for (String name : names) {
            Rule before = rules.get(name);
            if (before != null && !before.recipe().isEmpty()) {
                return Optional.empty();
            }
            prerequisites.addAll(before == null ? Set.of() : before.prerequisites());
            Rule rule = new Rule(new LinkedHashSet<>(prerequisites), new ArrayList<>());
            rules.put(name, rule);
            heads.add(rule);
        }
        first = first.isPresent() ? first : names.stream().findFirst();
        return names.isEmpty() ? Optional.empty() : Optional.of(heads);
    }

    private boolean variable(String line, int equals) {
        String head = line.substring(0, equals);
        char kind = head.isEmpty() ? ' ' : head.charAt(head.length() - 1);
        String name = (":+".indexOf(kind) >= 0 ? head.substring(0, head.length() - 1) : head).strip();
        if (!isName(name) || isSpecial(name)) {
            return false;
        }
        if (fixed.contains(name)) {
            return true;
        }
        String value = line.substring(equals + 1).strip();
        boolean now = kind == ':' || (kind == '+' && immediate.contains(name));
        if (now) {
            Optional<String> expanded = expanded(value, Map.of(), 0);
            if (expanded.isEmpty()) {
                return false;
            }
            immediate.add(name);
            value = expanded.get().replace("$", "$$");
        }
        variables.put(name, kind == '+' && variables.containsKey(name) ? variables.get(name) + " " + value : value);
        return true;
    }

    /** Variables that change how make runs recipes, or that every program in them sees. */
    static boolean isSpecial(String name) {
        return name.startsWith("MAKE")
                || name.startsWith("GNUMAKE")
                || name.startsWith(".")
                || name.startsWith("LD_")
                || name.startsWith("GIT_")
                || name.startsWith("PYTHON")
                || name.startsWith("NODE_")
                || name.startsWith("PERL")
                || name.startsWith("RUBY")
                || name.startsWith("JAVA_")
                || name.startsWith("BASH_")
                || name.startsWith("DYLD_")
                || Set.of("SHELL", "PATH", "IFS", "ENV", "HOME", "VPATH", "CDPATH", "PS4", "PAGER", "EDITOR", "CURDIR")
                        .contains(name);
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c) && c < 128);
    }

    /** The goal that is made when none is named. */
    Optional<String> goal() {
        return first;
    }

    /** True when making this would make the makefile itself, or it has rules for what is included. */
    boolean has(String target) {
        return rules.containsKey(target);
    }

    /**
     * Adds the lines that would be run for a target and what it needs, whether it is up to date or not; false when that is not understood.
     *
     * @param plain whether a name that has no recipe is one for which make would find no rule of its own
     */
    boolean lines(String target, Predicate<String> plain, Set<String> done, List<String> lines) {
        if (!done.add(target)) {
            return true;
        }
        Rule rule = rules.get(target);
        if (rule == null) {
            return plain.test(target);
        }
        for (String prerequisite : rule.prerequisites()) {
            if (!lines(prerequisite, plain, done, lines)) {
                return false;
            }
        }
        if (rule.recipe().isEmpty()) {
            return phony.contains(target) || plain.test(target);
        }
        Map<String, String> automatic = Map.of(
                "@",
                target,
                "^",
                String.join(" ", rule.prerequisites()),
                "<",
                rule.prerequisites().stream().findFirst().orElse(""));
        for (String line : rule.recipe()) {
            Optional<String> text = rule.prerequisites().size() > 1 && (line.contains("$<") || line.contains("$^"))
                    ? Optional.empty()
                    : expanded(line, automatic, 0);
            if (text.isEmpty()) {
                return false;
            }
            String bare = text.get().strip();
            while (!bare.isEmpty() && "@-+".indexOf(bare.charAt(0)) >= 0) {
                bare = bare.substring(1).strip();
            }
            if (!bare.isEmpty()) {
                lines.add(bare);
            }
        }
        return true;
    }

    /** True when {@code make -n} would run a line for this target all the same. */
    boolean runsUnasked() {
        for (Rule rule : rules.values()) {
            for (String line : rule.recipe()) {
                if (line.strip().startsWith("+")
                        || line.strip().startsWith("@+")
                        || line.strip().startsWith("-+")
                        || line.contains("MAKE")) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<String> expanded(String text, Map<String, String> automatic, int depth) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '$') {
                all.append(c);
                continue;
            }
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (next == '$') {
                all.append('$');
                i++;
                continue;
            }
            int close = next == '(' ? text.indexOf(')', i) : next == '{' ? text.indexOf('}', i) : i + 1;
            if (close < 0 || depth > DEEPEST) {
                return Optional.empty();
            }
            String name = next == '(' || next == '{' ? text.substring(i + 2, close) : String.valueOf(next);
            String value = automatic.containsKey(name) ? automatic.get(name) : variables.get(name);
            Optional<String> inner = value == null ? Optional.empty() : expanded(value, automatic, depth + 1);
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            all.append(inner.get());
            i = close;
        }
        return Optional.of(all.toString());
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
