package io.brattice.rulebook.load;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a file with the forms of the language: unknown and missing keys, and values of another type. */
final class Structure {

    private final Grammar grammar = Grammar.grammar();
    private final Complaints complaints;
    private final Set<Node> unsound = Collections.newSetFromMap(new IdentityHashMap<>());

    Structure(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Complains of all that does not fit. */
    void check(Node root) {
        check(root, grammar.root(), "a rulebook");
    }

    /** The same for a file of another kind. */
    void check(Node root, String form, String what) {
        check(root, grammar.form(form), what);
    }

    /** True when nothing was wrong with this node and what is below it. */
    boolean isSound(Node node) {
        return !unsound.contains(node);
    }

    private boolean check(Node node, Form form, String what) {
        if (complaints.isHopeless()) {
            unsound.add(node);
            return false;
        }
        boolean sound;
        if (node instanceof Node.Scalar scalar) {
            sound = scalar(scalar, form, what);
        } else if (node instanceof Node.Sequence sequence) {
            sound = sequence(sequence, form, what);
        } else {
            sound = mapping((Node.Mapping) node, form, what);
        }
        if (!sound) {
            unsound.add(node);
        }
        return sound;
    }

    private boolean scalar(Node.Scalar scalar, Form form, String what) {
        for (Atom atom : form.scalars()) {
            if (atom.accepts(scalar)) {
                return true;
            }
        }
        String said = scalar.text().isEmpty()
                ? what + " is empty"
                : "`" + Complaints.excerpt(scalar.text()) + "` is "
                        + (form.scalars().stream().allMatch(Atom.Words.class::isInstance)
                                        && !form.scalars().isEmpty()
                                ? "no word that " + what + " knows"
                                : scalar.kind() + "; " + what + " takes " + form.expects());
        if (scalar.text().length() > Atom.Text.LONGEST) {
            complaints.at(scalar, what + " has more than " + Atom.Text.LONGEST + " characters; write a shorter one");
            return false;
        }
        String advice = Atom.advice(scalar, form.scalars())
                .filter(each -> !form.scalars().isEmpty())
                .map(each -> "; " + each)
                .orElse(said.contains(" takes ") ? "" : "; write " + form.expects());
        complaints.at(scalar, said + advice);
        return false;
    }

    private boolean sequence(Node.Sequence sequence, Form form, String what) {
        if (form.items().isEmpty()) {
            complaints.at(sequence, what + " is a list; write " + form.expects());
            return false;
        }
        if (sequence.items().isEmpty() && !form.mayBeEmptyList()) {
            complaints.at(sequence, what + " is an empty list; write at least one item, or take the key out");
            return false;
        }
        Form items = grammar.form(form.items().get());
        String each = form.name().equals("json")
                ? what
                : items.scalars().isEmpty() && items.keys().isPresent()
                        ? ("aeiou".indexOf(items.name().charAt(0)) >= 0 ? "an " : "a ") + items.name()
                        : "an item of " + what;
        boolean sound = true;
        for (Node item : sequence.items()) {
            sound &= check(item, items, each);
        }
        return sound;
    }

    private boolean mapping(Node.Mapping mapping, Form form, String what) {
        Optional<Form.Keys> keys = form.keys();
        if (keys.isEmpty()) {
            complaints.at(mapping, what + " is a mapping; write " + form.expects());
            return false;
        }
        boolean sound = true;
        for (Node.Entry entry : mapping.entries()) {
            sound &= entry(entry, keys.get(), what);
        }
        for (Form.Key key : keys.get().known()) {
            if (key.required() && mapping.get(key.name()).isEmpty()) {
                sound = false;
                if (misspelt(key.name(), mapping, keys.get().names())) {
                    continue;
                }
                complaints.at(
                        mapping,
                        what + " needs the key `" + key.name() + "`; add it: "
                                + grammar.form(key.form()).expects());
            }
        }
        int size = mapping.entries().size();
        if (keys.get().number() != Form.Many.ANY && size == 0) {
            complaints.at(mapping, what + " is an empty mapping; write " + form.expects());
            return false;
        }
        if (keys.get().number() == Form.Many.EXACTLY_ONE && size > 1) {
            complaints.at(
                    mapping,
                    what + " takes one operator and has " + size + "; put them in a list below `all` or `any`");
            return false;
        }
        return sound;
    }

    /** True when an unknown key was told of already as the one that is missing. */
    private static boolean misspelt(String missing, Node.Mapping mapping, List<String> known) {
        return mapping.entries().stream()
                .map(entry -> entry.key().text())
                .filter(name -> !known.contains(name))
                .anyMatch(
                        name -> Nearest.to(name, known).filter(missing::equals).isPresent());
    }

    private boolean entry(Node.Entry entry, Form.Keys keys, String what) {
        String name = entry.key().text();
        Optional<Form.Key> known = keys.named(name);
        Optional<String> form = known.map(Form.Key::form).or(keys::others);
        if (form.isEmpty()) {
            complaints.at(
                    entry.key(),
                    "unknown key `" + Complaints.excerpt(name) + "` in " + what + "; " + meant(name, keys.names()));
            return false;
        }
        if (name.isEmpty()) {
            complaints.at(entry.key(), "an empty key in " + what + "; give it a name");
            return false;
        }
        return check(entry.value(), grammar.form(form.get()), "`" + Complaints.excerpt(name) + "`");
    }

    private static String meant(String name, List<String> known) {
        return Nearest.to(name, known)
                .map(near -> "did you mean `" + near + "`?")
                .orElseGet(() -> "it knows `" + String.join("`, `", known) + "`");
    }
}
