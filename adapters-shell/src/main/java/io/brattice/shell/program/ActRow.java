package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An act that a row tells by itself, filled in with the words of the call. */
sealed interface ActRow {

    void tell(Reading reading, Invocation call, Acts acts);

    /** True when nothing changes by it. */
    boolean harmless();

    /** Reads {@code VERB RESOURCE CLASS}, {@code FILEACT PATH}, {@code code WHAT}, {@code opaque WHY} or {@code network HOST}. */
    static ActRow of(String text, String why) {
        int blank = text.indexOf(' ');
        String first = blank < 0 ? text : text.substring(0, blank);
        String rest = blank < 0 ? "" : text.substring(blank + 1).strip();
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(
                    "the act `" + text + "` is not one of `VERB RESOURCE CLASS`, `FILEACT PATH`,"
                            + " `code WHAT`, `opaque WHY`, `network HOST`");
        }
        if (first.equals("code")) {
            return new Code(rest);
        }
        if (first.equals("opaque")) {
            return new Unclear(rest);
        }
        if (first.equals("network")) {
            return new Network(Template.of(rest));
        }
        int last = rest.lastIndexOf(' ');
        Optional<Verb> verb = verb(first);
        Optional<Reversibility> inherent = last < 0 ? Optional.empty() : inherent(rest.substring(last + 1));
        if (verb.isPresent() && inherent.isPresent()) {
            String resource = rest.substring(0, last).strip();
            if (resource.indexOf(':') < 1) {
                throw new IllegalArgumentException("the act `" + text + "` names no resource `scheme:path`");
            }
            return new Done(verb.get(), Template.of(resource), inherent.get(), why);
        }
        Optional<Role> role = Role.of(first);
        if (role.isEmpty() || role.get().kind() != Role.Kind.FILE) {
            throw new IllegalArgumentException(
                    "the act `" + text + "` begins with no act on a file, and is not `VERB RESOURCE CLASS`"
                            + " with a verb of read, create, update, delete, execute, send, disclose, spend, grant, interrupt"
                            + " and a class of read-only, reversible, recoverable, irreversible");
        }
        return new OnFile(role.get(), Template.of(rest));
    }

    private static Optional<Verb> verb(String word) {
        for (Verb verb : Verb.values()) {
            if (verb.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    private static Optional<Reversibility> inherent(String word) {
        for (Reversibility one : Reversibility.values()) {
            if (one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Something is done to what is not a file. */
    record Done(Verb verb, Template resource, Reversibility inherent, String why) implements ActRow {
        @Override
        public void tell(Reading reading, Invocation call, Acts acts) {
            for (Optional<Term> operand : resource.eachOperand(reading)) {
                try {
                    acts.effect(verb, new Resource(resource.name(reading, call, operand)), inherent, why);
                } catch (IllegalArgumentException e) {
                    acts.opaque("what it acts on cannot be named: " + e.getMessage());
                }
            }
        }

        @Override
        public boolean harmless() {
            return inherent == Reversibility.READ_ONLY;
        }
    }

    /** Something is done to a file. */
    record OnFile(Role role, Template path) implements ActRow {
        @Override
        public void tell(Reading reading, Invocation call, Acts acts) {
            List<Optional<Term>> operands = path.eachOperand(reading);
            for (Optional<Term> operand : operands) {
                Optional<Term> file = path.path(reading, call, operand);
                if (file.isPresent()) {
                    role.tell(file.get(), call, acts);
                }
            }
        }

        @Override
        public boolean harmless() {
            return true;
        }
    }

    /** Code is run. */
    record Code(String what) implements ActRow {
        @Override
        public void tell(Reading reading, Invocation call, Acts acts) {
            acts.code(what);
        }

        @Override
        public boolean harmless() {
            return true;
        }
    }

    /** Anything may be done. */
    record Unclear(String why) implements ActRow {
        @Override
        public void tell(Reading reading, Invocation call, Acts acts) {
            acts.opaque(why);
        }

        @Override
        public boolean harmless() {
            return true;
        }
    }

    /** A host is talked to. */
    record Network(Template host) implements ActRow {
        @Override
        public void tell(Reading reading, Invocation call, Acts acts) {
            for (Optional<Term> operand : host.eachOperand(reading)) {
                acts.network(host.name(reading, call, operand));
            }
        }

        @Override
        public boolean harmless() {
            return true;
        }
    }

    /** Reads a list of acts. */
    static List<ActRow> all(List<String> texts, String why) {
        List<ActRow> acts = new ArrayList<>();
        for (String text : texts) {
            acts.add(of(text, why));
        }
        return acts;
    }
}
