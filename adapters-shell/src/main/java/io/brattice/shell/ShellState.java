package io.brattice.shell;

import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a shell while its commands are walked through: variables, functions, parameters, where it is. A subshell walks on a
 * copy; where two ways meet again, {@link #join} keeps what both agree on.
 */
final class ShellState {

    /**
     * The value of a variable.
     *
     * @param elements more than one for an array, none for an unset one
     * @param numeric true when it can only be a number: then arithmetic may evaluate it
     * @param exported true when programs see it
     */
    record Value(List<Term> elements, boolean numeric, boolean exported) {

        static final Value UNSET = new Value(List.of(), false, false);

        static Value of(Term term) {
            return new Value(List.of(term), isNumber(term), false);
        }

        static Value unknown() {
            return new Value(List.of(Term.beginning("")), false, false);
        }

        Value export() {
            return exported ? this : new Value(elements, numeric, true);
        }

        /** The value as one text: the first element, or empty. */
        Term scalar() {
            return elements.isEmpty() ? Term.of("") : elements.get(0);
        }

        private static boolean isNumber(Term term) {
            String text = term.text();
            if (!term.known() || text.length() > 18) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if ((c < '0' || c > '9') && !(i == 0 && c == '-' && text.length() > 1)) {
                    return false;
                }
            }
            return true;
        }
    }

    private Map<String, Value> variables;
    private Map<String, Command> functions;
    private boolean owns;
    private List<Term> parameters;
    private Term name = Term.beginning("");
    private @Nullable Path cwd;
    private final boolean complete;
    private Map<String, String> heeded = Map.of();
    private boolean globsAsUsual = true;
    private boolean linked;
    private Set<String> fixed = Set.of();
    private Listener listener = (name, value, state) -> {};
    private @Nullable Map<String, Term> seen;

    /** Hears of every assignment, by whatever command. */
    interface Listener {
        void assigned(String name, Value value, ShellState state);
    }

    /**
     * A shell that was just started.
     *
     * @param environment what it sees
     * @param complete true when it sees nothing else: then a variable that is not there is unset, else it may be anything
     */
    ShellState(@Nullable Path cwd, Map<String, Value> environment, boolean complete) {
        this.variables = environment;
        this.functions = Map.of();
        this.parameters = List.of();
        this.cwd = cwd;
        this.complete = complete;
    }

    /** An environment as values. */
    static Map<String, Value> exported(Map<String, String> environment) {
        Map<String, Value> values = new HashMap<>();
        environment.forEach(
                (name, value) -> values.put(name, Value.of(Term.of(value)).export()));
        return Map.copyOf(values);
    }

    private ShellState(ShellState other) {
        // Both go on with the same maps until one of them writes.
        this.variables = other.variables;
        this.functions = other.functions;
        other.owns = false;
        this.parameters = other.parameters;
        this.name = other.name;
        this.cwd = other.cwd;
        this.complete = other.complete;
        this.globsAsUsual = other.globsAsUsual;
        this.linked = other.linked;
        this.fixed = other.fixed;
        this.listener = other.listener;
        this.seen = other.seen;
        this.heeded = other.heeded;
    }

    ShellState copy() {
        return new ShellState(this);
    }

    private void own() {
        if (!owns) {
            variables = new HashMap<>(variables);
            functions = new HashMap<>(functions);
            owns = true;
        }
    }

    /** A new shell that this one starts: it inherits what is exported. */
    ShellState child(Optional<Path> folder) {
        ShellState child = new ShellState(folder.orElse(null), Map.of(), complete);
        child.heeded = heeded;
        child.own();
        child.listener = listener;
        variables.forEach((name, value) -> {
            if (value.exported()) {
                child.variables.put(name, value);
            }
        });
        return child;
    }

    Optional<Path> cwd() {
        return Optional.ofNullable(cwd);
    }

    void cwd(Optional<Path> folder) {
        cwd = folder.orElse(null);
    }

    /** A variable. */
    Value get(String name) {
        @Nullable Value value = variables.get(name);
        if (OwnVariables.changes(name)) {
            boolean exported = value != null && value.exported();
            return new Value(List.of(Term.beginning("")), OwnVariables.isNumber(name), exported);
        }
        if (value != null) {
            return value;
        }
        return OwnVariables.atFirst(name).orElseGet(() -> complete ? Value.UNSET : Value.unknown());
    }

    /** True while unquoted words fall apart at blanks, tabs and line ends. */
    boolean splitsAsUsual() {
        Value separators = get("IFS");
        return separators.elements().isEmpty() || separators.equals(OwnVariables.BLANKS);
    }

    void set(String name, Value value) {
        boolean exported = value.exported() || get(name).exported();
        Value now = exported ? value.export() : value;
        listener.assigned(name, now, this);
        put(name, fixed.contains(name) ? either(get(name), now) : now);
    }

    private void put(String name, Value value) {
        seen = null;
        own();
        variables.put(name, value);
    }

    /** Cannot be assigned any more: what tries to may fail, and go on. */
    void fix(String name) {
        Set<String> more = new HashSet<>(fixed);
        more.add(name);
        fixed = more;
    }

    /** What was local to a function may be anything outside of it. */
    void leaveLocal(String name) {
        put(name, get(name).exported() ? Value.unknown().export() : Value.unknown());
    }

    /** What was only set in front of a command is as before. */
    void restore(String name, Value value) {
        put(name, value);
    }

    void unset(String name) {
        put(name, fixed.contains(name) ? either(get(name), Value.UNSET) : Value.UNSET);
    }

    void undefine(String name) {
        own();
        functions.remove(name);
    }

    /** {@code unset name}: a function goes only where no variable has the name. */
    void unsetEither(String name) {
        own();
        boolean variable = !get(name).elements().isEmpty() || fixed.contains(name);
        if (!variable) {
            functions.remove(name);
        } else if (functions.containsKey(name)) {
            functions.put(name, uncertain(name));
        }
        unset(name);
    }

    private static Command uncertain(String name) {
        return new Command.Opaque(name, "`" + name + "` may be a function, or another one");
    }

    /** Tells of every assignment from here on. */
    void listen(Listener to) {
        listener = to;
    }

    /** True once the folder was gone to through a link: then bash's {@code ..} is another folder than the kernel's. */
    boolean linked() {
        return linked;
    }

    void linked(boolean now) {
        linked = now;
    }

    /** All that code that runs later may find: only what cannot change any more is known. */
    void forgetAll() {
        own();
        variables.replaceAll(
                (name, value) -> value.exported() && OwnVariables.staysExported(name) ? value : unknownAs(value));
        parameters = List.of(Term.any(""));
        cwd = null;
        seen = null;
    }

    private static Value unknownAs(Value value) {
        return value.exported() ? Value.unknown().export() : Value.unknown();
    }

    /** True when a walk from the other state would find nothing else than one from this. */
    boolean isAs(ShellState other) {
        return variables.equals(other.variables)
                && functions.equals(other.functions)
                && parameters.equals(other.parameters)
                && cwd().equals(other.cwd())
                && globsAsUsual == other.globsAsUsual
                && linked == other.linked
                && fixed.equals(other.fixed)
                && heeded.equals(other.heeded);
    }

    void forget(Iterable<String> names) {
        names.forEach(name -> set(name, Value.unknown()));
    }

    /** The same for what a loop changes: whether it still is a number is found by walking the loop again. */
    void forgetValues(Iterable<String> names) {
        names.forEach(name -> {
            Value now = get(name);
            put(name, new Value(List.of(Term.beginning("")), now.numeric(), now.exported()));
        });
    }

    Optional<Command> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    void define(String name, Command body) {
        own();
        functions.put(name, body);
    }

    List<Term> parameters() {
        return parameters;
    }

    void parameters(List<Term> words) {
        parameters = List.copyOf(words);
    }

    /** {@code $0}. */
    Term name() {
        return name;
    }

    void name(Term word) {
        name = word;
    }

    /** False once an option that changes what globs mean was touched. */
    boolean globsAsUsual() {
        return globsAsUsual;
    }

    void globsChanged() {
        globsAsUsual = false;
    }

    /** Some programs heed a variable that was set. */
    void heeded(Iterable<String> programs, String why) {
        Map<String, String> more = new HashMap<>(heeded);
        programs.forEach(program -> more.put(program, why));
        heeded = more;
    }

    /** Why a program may do something else than its words say. */
    Optional<String> heededBy(String program) {
        return heeded.isEmpty() ? Optional.empty() : Optional.ofNullable(heeded.get(program));
    }

    /** What programs see. */
    Map<String, Term> environment() {
        @Nullable Map<String, Term> known = seen;
        if (known == null) {
            Map<String, Term> fresh = new HashMap<>();
            variables.forEach((name, value) -> {
                if (value.exported() && !value.elements().isEmpty()) {
                    fresh.put(name, value.scalar());
                }
            });
            known = Map.copyOf(fresh);
            seen = known;
        }
        return known;
    }

    /** Goes on as another state. */
    void become(ShellState other) {
        variables = other.variables;
        functions = other.functions;
        owns = false;
        other.owns = false;
        parameters = other.parameters;
        cwd = other.cwd;
        globsAsUsual = other.globsAsUsual;
        heeded = other.heeded;
        linked = other.linked;
        fixed = other.fixed;
        seen = null;
    }

    /** Keeps what this state and another one agree on; the rest may be anything. */
    void join(ShellState other) {
        seen = null;
        own();
        other.variables.forEach((name, value) -> {
            if (!value.equals(variables.get(name))) {
                variables.put(name, either(get(name), value));
            }
        });
        variables.replaceAll((name, value) -> other.variables.containsKey(name) ? value : either(value, Value.UNSET));
        Set<String> all = new HashSet<>(functions.keySet());
        all.addAll(other.functions.keySet());
        for (String each : all) {
            @Nullable Command body = functions.get(each);
            if (body == null || !body.equals(other.functions.get(each))) {
                functions.put(each, uncertain(each));
            }
        }
        linked |= other.linked;
        Set<String> either = new HashSet<>(fixed);
        either.addAll(other.fixed);
        fixed = either;
        if (!parameters.equals(other.parameters)) {
            parameters = List.of(Term.any(""));
        }
        if (cwd != null && !cwd.equals(other.cwd)) {
            cwd = null;
        }
        globsAsUsual &= other.globsAsUsual;
        Map<String, String> both = new HashMap<>(heeded);
        both.putAll(other.heeded);
        heeded = both;
    }

    private static Value either(Value one, Value two) {
        if (one.elements().equals(two.elements())) {
            return new Value(one.elements(), one.numeric() && two.numeric(), one.exported() || two.exported());
        }
        boolean many = one.elements().size() > 1 || two.elements().size() > 1;
        String common = many || one.elements().isEmpty() || two.elements().isEmpty()
                ? ""
                : common(one.scalar().text(), two.scalar().text());
        return new Value(
                List.of(many ? Term.any("") : Term.beginning(common)),
                one.numeric() && two.numeric(),
                one.exported() || two.exported());
    }

    /** What two texts begin with alike. */
    static String common(String one, String two) {
        int n = 0;
        while (n < one.length() && n < two.length() && one.charAt(n) == two.charAt(n)) {
            n++;
        }
        return one.substring(0, n);
    }
}
