package io.brattice.files;

import io.brattice.action.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments that a file tool takes, and nothing besides: what is misspelt must not be dropped in silence. */
final class Form {

    private enum Kind {
        TEXT("a string"),
        NUMBER("an integer of at least 1"),
        FLAG("true or false");

        private final String wanted;

        Kind(String wanted) {
            this.wanted = wanted;
        }

        boolean fits(Object value) {
            return switch (this) {
                case TEXT -> value instanceof String;
                case NUMBER -> value instanceof Long number && number >= 1;
                case FLAG -> value instanceof Boolean;
            };
        }
    }

    private record Field(Kind kind, boolean required) {}

    private final String tool;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    private Form(String tool) {
        this.tool = tool;
    }

    static Form of(String tool) {
        return new Form(tool);
    }

    Form text(String name) {
        fields.put(name, new Field(Kind.TEXT, true));
        return this;
    }

    Form maybeText(String name) {
        fields.put(name, new Field(Kind.TEXT, false));
        return this;
    }

    Form maybeNumber(String name) {
        fields.put(name, new Field(Kind.NUMBER, false));
        return this;
    }

    Form maybeFlag(String name) {
        fields.put(name, new Field(Kind.FLAG, false));
        return this;
    }

    /** Reads a call's arguments. */
    Filled fill(Arguments arguments) {
        for (String name : arguments.names()) {
            if (!fields.containsKey(name)) {
                throw new RefusedCall("`" + tool + "` has no argument `" + Shown.briefly(name) + "`; " + takes());
            }
        }
        fields.forEach((name, field) -> check(arguments, name, field));
        return new Filled(arguments);
    }

    private void check(Arguments arguments, String name, Field field) {
        Optional<Object> value = arguments.get(name);
        boolean fits = value.isEmpty() || field.kind().fits(value.get());
        if (!fits) {
            throw new RefusedCall("`" + name + "` of `" + tool + "` must be " + field.kind().wanted + "; " + takes());
        }
        if (value.isEmpty() && field.required()) {
            throw new RefusedCall("`" + tool + "` needs `" + name + "`; " + takes());
        }
    }

    private String takes() {
        List<String> all = new ArrayList<>();
        fields.forEach((name, field) ->
                all.add("`" + name + "` (" + field.kind().wanted + (field.required() ? "" : ", if you wish") + ")"));
        return "pass " + String.join(", ", all);
    }

    /** Arguments that fit the form. */
    record Filled(Arguments arguments) {

        String text(String name) {
            return arguments.string(name).orElse("");
        }

        boolean has(String name) {
            return arguments.get(name).isPresent();
        }

        long number(String name, long otherwise) {
            return arguments.integer(name).orElse(otherwise);
        }

        boolean flag(String name) {
            return arguments.bool(name).orElse(false);
        }

        Optional<String> maybe(String name) {
            return arguments.string(name);
        }
    }
}
