package io.brattice.rulebook.load;

import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.TextTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads tests of texts. */
final class Texts {

    private final Source source;

    Texts(Source source) {
        this.source = source;
    }

    /** A test, with `any`, `all` and `not` taken apart. */
    Condition test(Node node, Function<TextTest, Condition> as) {
        if (node instanceof Node.Mapping mapping) {
            Node.Entry operator = mapping.entries().get(0);
            switch (operator.key().text()) {
                case "not" -> {
                    return new Condition.Not(test(operator.value(), as));
                }
                case "any" -> {
                    return new Condition.Any(each(operator.value(), as));
                }
                case "all" -> {
                    return new Condition.All(each(operator.value(), as));
                }
                default -> {}
            }
        }
        return as.apply(atom(node));
    }

    private List<Condition> each(Node list, Function<TextTest, Condition> as) {
        List<Condition> all = new ArrayList<>();
        Source.items(list).forEach(item -> all.add(test(item, as)));
        return all;
    }

    /** A test that stands for itself. */
    TextTest atom(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return new TextTest.Is(exact(scalar));
        }
        if (node instanceof Node.Sequence sequence) {
            return in(sequence);
        }
        Node.Entry operator = ((Node.Mapping) node).entries().get(0);
        return operator(operator.key().text(), operator.value());
    }

    private TextTest in(Node list) {
        for (Node item : Source.items(list)) {
            exact((Node.Scalar) item);
        }
        return new TextTest.In(Source.texts(list));
    }

    /** A pattern of a tier: a text is a glob. */
    TextTest pattern(Node node) {
        return node instanceof Node.Scalar ? operator("glob", node) : atom(node);
    }

    TextTest operator(String name, Node value) {
        int longest = source.bounds().pattern();
        switch (name) {
            case "in" -> {
                return in(value);
            }
            case "glob" -> {
                String text = Source.text(value);
                wrong(value, Patterns.glob(text, longest));
                return new TextTest.Glob(text);
            }
            case "prefix" -> {
                return new TextTest.Prefix(Source.text(value));
            }
            case "under" -> {
                wrong(value, Patterns.under(Source.text(value)));
                return new TextTest.Under(plainPath(Source.text(value)));
            }
            case "regex" -> {
                wrong(value, Patterns.regex(Source.text(value), longest));
                return new TextTest.Matches(Source.text(value));
            }
            case "cidr" -> {
                wrong(value, Patterns.cidr(Source.text(value)));
                return new TextTest.Cidr(Source.text(value));
            }
            case "domain" -> {
                wrong(value, Patterns.domain(Source.text(value)));
                return new TextTest.Domain(Source.text(value));
            }
            default -> {
                return new TextTest.Is(Source.text(value));
            }
        }
    }

    /** The language has paths; people also write the resources that they see. */
    private static String plainPath(String text) {
        String path = text.startsWith("file:") ? text.substring("file:".length()) : text;
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void wrong(Node value, Optional<String> what) {
        what.ifPresent(
                problem -> source.complain(value, "`" + Complaints.excerpt(Source.text(value)) + "` " + problem));
    }

    /** A text alone is an exact match, and one with a star was hardly meant as that. */
    String exact(Node.Scalar scalar) {
        String text = scalar.text();
        if (text.indexOf('*') >= 0) {
            String shown = Complaints.excerpt(text);
            source.complain(
                    scalar,
                    "`" + shown + "` has a star, and a text alone is an exact match; write {glob: \"" + shown
                            + "\"}, or {is: \"" + shown + "\"} for the star itself");
        }
        return text;
    }
}
