package io.brattice.shell.program;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code wget}: which requests its options make, and which files it writes. */
final class WgetReader implements Reader {

    private static final int MOST_NAMES = 100;

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        Optional<String> carries = Optional.empty();
        for (Term header : reading.values("--header")) {
            if (!header.known()) {
                carries = Optional.of("sends what is not known before it runs");
            } else if (header.text().toLowerCase(Locale.ROOT).contains("method")) {
                carries = Optional.of("a header may name another method");
            }
        }
        for (String name : List.of("--post-file", "--body-file", "--load-cookies")) {
            if (reading.has(name)) {
                carries = Optional.of("sends the content of a file");
            }
        }
        Optional<Term> body = reading.value("--post-data").or(() -> reading.value("--body-data"));
        if (body.isPresent() && !body.get().known()) {
            carries = Optional.of("sends what is not known before it runs");
        }
        boolean sends = body.isPresent() || reading.has("--post-file") || reading.has("--body-file");
        String method = reading.value("--method")
                .map(Naming::part)
                .map(name -> name.toUpperCase(Locale.ROOT))
                .orElse(sends ? "POST" : reading.has("--spider") ? "HEAD" : "GET");
        if (WebPlace.overwrites(method) && reading.operands().size() == 1) {
            acts.web(WgetPlace.of(reading, reading.operands().get(0), call, method));
        }
        for (Term url : reading.operands()) {
            if (url.many()) {
                acts.opaque("which addresses it asks is not known");
            }
            Optional<String> text = body.filter(Term::known).map(Term::text);
            new HttpRequest(method, url, carries, text, sends).tell(acts, call.situation());
        }
        if (!reading.has("--spider") || reading.has("-r") || reading.has("-m") || reading.has("-p")) {
            output(reading, call.situation(), acts);
        }
    }

    private static void output(Reading reading, Situation situation, Acts acts) {
        Optional<Term> document = reading.value("-O");
        if (document.isPresent()) {
            if (!document.get().known() || !document.get().text().equals("-")) {
                acts.file(FileAct.WRITE, document.get());
            }
            return;
        }
        Term folder = reading.value("-P").orElse(Term.of("."));
        if (tree(reading)) {
            acts.file(FileAct.WRITE_TREE, folder);
            return;
        }
        for (Term url : reading.operands()) {
            HttpUrl parsed = HttpUrl.of(url);
            String name = parsed.file().isEmpty() ? "index.html" : parsed.file();
            String path = folder.text().equals(".") ? name : folder.text() + "/" + name;
            boolean certain = url.known()
                    && folder.known()
                    && !reading.has("--content-disposition")
                    && !reading.has("--trust-server-names")
                    && !reading.has("-E")
                    && name.indexOf('%') < 0;
            if (!certain) {
                acts.file(FileAct.WRITE, Term.beginning(folder.text().equals(".") ? "" : folder.text() + "/"));
            } else if (reading.has("-c") || reading.has("-N") || reading.has("-nc")) {
                acts.file(FileAct.WRITE, Term.of(path));
            } else {
                acts.file(FileAct.WRITE, free(path, situation));
            }
        }
    }

    private static boolean tree(Reading reading) {
        for (String name : List.of(
                "-r",
                "-m",
                "-p",
                "-k",
                "-K",
                "-H",
                "-x",
                "--backups",
                "--protocol-directories",
                "--convert-file-only")) {
            if (reading.has(name)) {
                return true;
            }
        }
        return false;
    }

    /** It does not overwrite: the first of {@code name}, {@code name.1}, {@code name.2} … that is not there. */
    private static Term free(String name, Situation situation) {
        for (int i = 0; i < MOST_NAMES; i++) {
            String candidate = i == 0 ? name : name + "." + i;
            Optional<Path> path = situation.path(candidate);
            if (path.isEmpty()) {
                return Term.of(name);
            }
            if (situation.world().kind(path.get()) == World.Kind.NOTHING) {
                return Term.of(candidate);
            }
        }
        return Term.beginning(name);
    }
}
