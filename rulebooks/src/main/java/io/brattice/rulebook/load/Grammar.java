package io.brattice.rulebook.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All forms of the language, by name. The one place where its keys and words are; see {@link BookForms} and {@link ConditionForms}. */
final class Grammar {

    static final String ROOT = "rulebook";
    static final String CASES = "cases";
    private static final Grammar GRAMMAR = new Grammar();

    private final Map<String, Form> forms = new LinkedHashMap<>();

    private Grammar() {
        BookForms.into(this);
        ConditionForms.into(this);
        ExampleForms.into(this);
        forms.values().forEach(form -> {
            form.items().ifPresent(this::form);
            form.keys().ifPresent(keys -> {
                keys.known().forEach(key -> form(key.form()));
                keys.others().ifPresent(this::form);
            });
        });
    }

    static Grammar grammar() {
        return GRAMMAR;
    }

    Form form(String name) {
        return Objects.requireNonNull(forms.get(name), () -> "no form `" + name + "`");
    }

    Form root() {
        return form(ROOT);
    }

    /** In the order of the tables. */
    List<Form> all() {
        return List.copyOf(forms.values());
    }

    private void add(Form form) {
        if (forms.put(form.name(), form) != null) {
            throw new IllegalStateException("two forms `" + form.name() + "`");
        }
    }

    /** A scalar of one of these kinds. */
    void scalar(String name, String about, Atom... kinds) {
        add(new Form(name, about, List.of(kinds), Optional.empty(), Optional.empty()));
    }

    /** One of these words. */
    void words(String name, String about, String... words) {
        scalar(name, about, new Atom.Words(List.of(words)));
    }

    /** A list. */
    void list(String name, String about, String items) {
        add(new Form(name, about, List.of(), Optional.of(items), Optional.empty()));
    }

    /** One scalar, or a list of them. */
    void oneOrMore(String name, String about, String items) {
        add(new Form(name, about, form(items).scalars(), Optional.of(items), Optional.empty()));
    }

    /** A mapping. */
    void mapping(String name, String about, Form.Many number, Form.Key... keys) {
        add(new Form(
                name,
                about,
                List.of(),
                Optional.empty(),
                Optional.of(new Form.Keys(List.of(keys), Optional.empty(), number))));
    }

    /** A mapping whose keys are names of the writer's own. */
    void named(String name, String about, Form.Many number, String values) {
        add(new Form(
                name,
                about,
                List.of(),
                Optional.empty(),
                Optional.of(new Form.Keys(List.of(), Optional.of(values), number))));
    }

    /** Any value at all. */
    void any(String name, String about) {
        add(new Form(
                name,
                about,
                List.of(new Atom.AnyText(), new Atom.Numeric(), new Atom.Bool(), new Atom.Nothing()),
                Optional.of(name),
                Optional.of(new Form.Keys(List.of(), Optional.of(name), Form.Many.ANY))));
    }

    /** Scalars, perhaps a list, or a mapping. */
    void either(
            String name, String about, List<Atom> scalars, Optional<String> items, Form.Many number, Form.Key... keys) {
        add(new Form(name, about, scalars, items, Optional.of(new Form.Keys(List.of(keys), Optional.empty(), number))));
    }

    /** A key that must be there. */
    static Form.Key must(String name, String form, String about) {
        return new Form.Key(name, form, true, about);
    }

    /** A key that may be there. */
    static Form.Key may(String name, String form, String about) {
        return new Form.Key(name, form, false, about);
    }
}
