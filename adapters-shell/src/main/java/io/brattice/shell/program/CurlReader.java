package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code curl}: which requests its options make, what they carry, and which files it reads and writes. */
final class CurlReader implements Reader {

    private static final Set<String> DATA =
            Set.of("-d", "--data-ascii", "--data-binary", "--data-raw", "--data-urlencode", "--json");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> urls = new ArrayList<>(reading.values("--url"));
        urls.addAll(reading.operands());
        Sent sent = new Sent(call, acts);
        for (Reading.Found found : reading.options()) {
            for (Term value : found.values()) {
                sent.option(found.option().names(), value);
            }
        }
        output(reading, urls, acts);
        List<String> methods = methods(reading, sent);
        if (methods.size() == 1 && WebPlace.overwrites(methods.get(0)) && urls.size() == 1) {
            acts.web(CurlPlace.of(reading, urls.get(0), call, methods.get(0)));
        }
        for (String method : methods) {
            for (Term url : urls) {
                if (url.many()) {
                    acts.opaque("which addresses it asks is not known");
                }
                boolean body = sent.body && !reading.has("-G") || reading.has("-T");
                Optional<String> text = sent.bodies.size() == 1 && !reading.has("-T")
                        ? Optional.of(sent.bodies.get(0))
                        : Optional.empty();
                Optional<String> carries = sent.carries.or(() -> elsewhere(reading));
                new HttpRequest(method, url, carries, text, body).tell(acts, call.situation());
            }
        }
    }

    private static Optional<String> elsewhere(Reading reading) {
        for (String name : List.of(
                "--resolve",
                "--connect-to",
                "-x",
                "--preproxy",
                "--socks5",
                "--socks5-hostname",
                "--socks4",
                "--socks4a",
                "--proxy1.0",
                "--doh-url",
                "--dns-servers")) {
            if (reading.has(name)) {
                return Optional.of("goes to another host than its address names");
            }
        }
        return Optional.empty();
    }

    /** The method; with {@code --next} every one that is named, as it is not told apart which is for which address. */
    private static List<String> methods(Reading reading, Sent sent) {
        List<Term> named = reading.values("-X");
        boolean posts = sent.body && !reading.has("-G");
        String other = reading.has("-T") ? "PUT" : posts ? "POST" : reading.has("-I") ? "HEAD" : "GET";
        if (named.isEmpty()) {
            return List.of(other);
        }
        List<String> methods = new ArrayList<>();
        for (Term method : reading.has("--next") ? named : named.subList(named.size() - 1, named.size())) {
            methods.add(method.known() ? method.text() : "unknown");
        }
        if (reading.has("--next")) {
            methods.add(other);
        }
        return methods;
    }

    private static void output(Reading reading, List<Term> urls, Acts acts) {
        Optional<Term> folder = reading.value("--output-dir");
        for (Term file : reading.values("-o")) {
            boolean pattern = file.text().indexOf('#') >= 0;
            if (!file.known() || !file.text().equals("-")) {
                acts.file(
                        FileAct.WRITE,
                        inside(
                                folder,
                                pattern
                                        ? Term.beginning(file.text()
                                                .substring(0, file.text().indexOf('#')))
                                        : file));
            }
        }
        if (reading.has("-O") || reading.has("--remote-name-all")) {
            for (Term url : urls) {
                HttpUrl parsed = HttpUrl.of(url);
                String name = parsed.rest().split("[?#]", 2)[0];
                name = name.substring(name.lastIndexOf('/') + 1);
                boolean plain = url.known()
                        && !name.isEmpty()
                        && !reading.has("-J")
                        && name.chars().noneMatch(c -> c == '{' || c == '[' || c == '\\');
                acts.file(FileAct.WRITE, inside(folder, plain ? Term.of(name) : Term.beginning("")));
            }
        }
        if (reading.has("--create-dirs")) {
            folder.ifPresent(path -> acts.file(FileAct.FOLDERS, path));
            for (Term file : reading.values("-o")) {
                int slash = file.text().lastIndexOf('/');
                if (slash > 0) {
                    acts.file(
                            FileAct.FOLDERS, inside(folder, Term.of(file.text().substring(0, slash))));
                }
            }
        }
    }

    private static Term inside(Optional<Term> folder, Term file) {
        if (folder.isEmpty()) {
            return file;
        }
        if (!folder.get().known()) {
            return Term.beginning(folder.get().text());
        }
        String path = folder.get().text() + "/" + file.text();
        return file.known() ? Term.of(path) : Term.beginning(path);
    }

    /** What the requests take along. */
    private static final class Sent {
        private final Invocation call;
        private final Acts acts;
        private final List<String> bodies = new ArrayList<>();
        private boolean body;
        private Optional<String> carries = Optional.empty();

        Sent(Invocation call, Acts acts) {
            this.call = call;
            this.acts = acts;
        }

        void option(List<String> names, Term value) {
            String name = names.get(0);
            if (names.stream().anyMatch(DATA::contains)) {
                body = true;
                data(names, value);
            } else if (names.contains("-F")) {
                body = true;
                form(value);
            } else if (names.contains("--form-string")) {
                body = true;
                literal(value);
            } else if (names.contains("-T")) {
                if (!value.known() || !value.text().equals("-") && !value.text().equals(".")) {
                    acts.file(FileAct.READ, value);
                }
                carries = Optional.of("sends the content of a file");
            } else if (names.contains("-H") || name.equals("--proxy-header")) {
                header(value);
            } else if (names.contains("-b")) {
                cookie(value);
            } else if (name.equals("--url-query")) {
                encoded(value);
            } else if (names.contains("-u")
                    || names.contains("-A")
                    || names.contains("-e")
                    || name.equals("--oauth2-bearer")
                    || names.contains("-r")) {
                unknown(value);
            } else if (names.contains("-w")) {
                format(value);
            }
        }

        private void data(List<String> names, Term value) {
            if (names.contains("--data-urlencode")) {
                encoded(value);
            } else if (names.contains("--data-raw")) {
                literal(value);
            } else if (value.text().startsWith("@")) {
                file(value, 1);
            } else {
                literal(value);
            }
        }

        private void encoded(Term value) {
            int at = value.text().indexOf('@');
            int equals = value.text().indexOf('=');
            if (at >= 0 && (equals < 0 || at < equals)) {
                file(value, at + 1);
            } else {
                literal(value);
            }
        }

        private void form(Term value) {
            int equals = value.text().indexOf('=');
            String content = equals < 0 ? "" : value.text().substring(equals + 1);
            if (!content.startsWith("@") && !content.startsWith("<")) {
                boolean nested = content.startsWith("(") || content.contains(";headers=");
                if (nested) {
                    acts.opaque("the parts of its form are not understood");
                }
                literal(value);
                return;
            }
            int end = content.indexOf(';') < 0 ? content.length() : content.indexOf(';');
            for (String file : content.substring(1, end).split(",", -1)) {
                read(value.known() ? Term.of(file) : Term.beginning(file));
            }
        }

        private void header(Term value) {
            if (value.text().startsWith("@")) {
                file(value, 1);
            } else if (value.text().toLowerCase(Locale.ROOT).contains("method")) {
                carries = Optional.of("a header may name another method");
            } else {
                unknown(value);
            }
        }

        private void cookie(Term value) {
            if (value.known() && value.text().indexOf('=') < 0 && !value.text().isEmpty()) {
                read(value);
            } else {
                unknown(value);
            }
        }

        private void format(Term value) {
            if (!value.known()
                    || value.text().contains("%output")
                    || value.text().contains("%{output")) {
                acts.opaque("what it writes out may go into files");
            } else if (value.text().startsWith("@")) {
                acts.file(FileAct.READ, Term.of(value.text().substring(1)));
            }
        }

        private void literal(Term value) {
            bodies.add(value.text());
            unknown(value);
        }

        private void unknown(Term value) {
            if (!value.known()) {
                carries = Optional.of("sends what is not known before it runs");
            }
        }

        private void file(Term value, int from) {
            String name = value.text().substring(from);
            if (name.equals("-")
                    && value.known()
                    && call.situation().input().text().isPresent()) {
                bodies.add(call.situation().input().text().get());
            } else if (name.equals("-") && value.known()) {
                carries = Optional.of("sends what comes by standard input");
            } else {
                read(value.known() ? Term.of(name) : Term.beginning(name));
            }
        }

        private void read(Term name) {
            if (!name.known() || !name.text().equals("-")) {
                acts.file(FileAct.READ, name);
            }
            carries = Optional.of("sends the content of a file");
        }
    }
}
