package io.brattice.shell.syntax;

import java.util.List;

/** Writes words as they were quoted. */
final class WordPrinter {
    private final Printer printer;
    private final StringBuilder out;

    WordPrinter(Printer printer, StringBuilder out) {
        this.printer = printer;
        this.out = out;
    }

    void word(Word word) {
        for (Part part : word.parts()) {
            part(part);
        }
    }

    void body(Redirection.Document document) {
        for (Part part : document.body().parts()) {
            if (document.literal() && part instanceof Part.SingleQuoted text) {
                out.append(text.text());
            } else {
                part(part);
            }
        }
    }

    void array(List<Assignment.Element> elements) {
        String separator = "(";
        for (Assignment.Element element : elements) {
            out.append(separator);
            element.subscript().ifPresent(subscript -> {
                out.append('[');
                word(subscript);
                out.append(element.append() ? "]+=" : "]=");
            });
            word(element.value());
            separator = " ";
        }
        out.append(elements.isEmpty() ? "()" : ")");
    }

    private void part(Part part) {
        if (part instanceof Part.Literal literal) {
            out.append(literal.text());
        } else if (part instanceof Part.Escaped escaped) {
            out.append('\\').append(escaped.text());
        } else if (part instanceof Part.SingleQuoted quoted) {
            out.append('\'').append(quoted.text()).append('\'');
        } else if (part instanceof Part.AnsiQuoted quoted) {
            out.append("$'").append(quoted.raw()).append('\'');
        } else if (part instanceof Part.DoubleQuoted quoted) {
            out.append(quoted.translated() ? "$\"" : "\"");
            quoted.parts().forEach(this::part);
            out.append('"');
        } else if (part instanceof Part.Parameter parameter) {
            parameter(parameter);
        } else if (part instanceof Part.Substitution substitution) {
            substitution(substitution);
        } else if (part instanceof Part.Pipe pipe) {
            out.append(pipe.output() ? ">(" : "<(");
            spaced(pipe.script());
            out.append(')');
        } else if (part instanceof Part.Arithmetic arithmetic) {
            out.append("$((");
            word(arithmetic.expression());
            out.append("))");
        } else if (part instanceof Part.Glob glob) {
            out.append(glob.text());
        } else if (part instanceof Part.Braces braces) {
            String separator = "{";
            for (Word each : braces.alternatives()) {
                out.append(separator);
                word(each);
                separator = ",";
            }
            out.append('}');
        } else if (part instanceof Part.Range range) {
            out.append('{').append(range.raw()).append('}');
        } else if (part instanceof Part.Tilde tilde) {
            out.append('~').append(tilde.user());
        } else if (part instanceof Part.Array array) {
            array(array.elements());
        } else if (part instanceof Part.Opaque opaque) {
            out.append(opaque.text());
        } else {
            throw new IllegalStateException("a part that is not printed: " + part);
        }
    }

    private void spaced(Script script) {
        int from = out.length();
        printer.nested(script);
        if (out.length() > from && out.charAt(from) == '(') {
            out.insert(from, ' ');
        }
    }

    private void substitution(Part.Substitution substitution) {
        if (!substitution.backquoted()) {
            out.append("$(");
            spaced(substitution.script());
            out.append(')');
            return;
        }
        String inner = Printer.print(substitution.script());
        out.append('`');
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '`' || c == '\\' || c == '$') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('`');
    }

    private void parameter(Part.Parameter parameter) {
        if (!parameter.braced()) {
            out.append('$').append(parameter.name());
            return;
        }
        out.append("${");
        if (parameter.length()) {
            out.append('#');
        }
        if (parameter.indirect()) {
            out.append('!');
        }
        out.append(parameter.name());
        parameter.subscript().ifPresent(subscript -> {
            out.append('[');
            word(subscript);
            out.append(']');
        });
        out.append(parameter.operator());
        List<Word> operands = parameter.operands();
        for (int i = 0; i < operands.size(); i++) {
            if (i > 0) {
                out.append(parameter.operator().startsWith("/") ? '/' : ':');
            }
            word(operands.get(i));
        }
        out.append('}');
    }
}
