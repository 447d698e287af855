package io.brattice.shell.program;

/** The names of files, as far as they are known. */
final class Names {

    private Names() {}

    /** What {@code cp a/b d/} calls its copy in {@code d}; {@code .} where the content of a folder is meant. */
    static Term last(Term path) {
        if (!path.known()) {
            return path.many() ? Term.any("") : Term.beginning("");
        }
        String text = withoutSlashes(path.text());
        String name = text.substring(text.lastIndexOf('/') + 1);
        return Term.of(name.isEmpty() || name.equals("..") ? "." : name);
    }

    /** The name of a file in a folder. */
    static Term in(Term folder, Term name) {
        if (!folder.known()) {
            return Term.beginning(folder.text());
        }
        String begin = folder.text().endsWith("/") ? folder.text() : folder.text() + "/";
        if (!name.known()) {
            return Term.beginning(begin + name.text());
        }
        return name.text().equals(".") ? folder : Term.of(begin + name.text());
    }

    /** The folder that a file is in. */
    static Term folder(Term path) {
        if (!path.known()) {
            return Term.beginning("");
        }
        String text = withoutSlashes(path.text());
        int slash = text.lastIndexOf('/');
        return Term.of(slash < 0 ? "." : slash == 0 ? "/" : text.substring(0, slash));
    }

    /** The same with something behind it. */
    static Term with(Term path, String suffix) {
        return path.known() ? Term.of(path.text() + suffix) : Term.beginning(path.text());
    }

    private static String withoutSlashes(String text) {
        int end = text.length();
        while (end > 1 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }
}
