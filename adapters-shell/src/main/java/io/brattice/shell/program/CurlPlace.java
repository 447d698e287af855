package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The place that one {@code curl} overwrites, and which of its options go with every request to it. */
final class CurlPlace {

    /** Who asks, by which way, and whom it trusts. */
    private static final Set<String> SHARED = Set.of(
            "-u",
            "--user",
            "--oauth2-bearer",
            "-n",
            "--netrc",
            "--netrc-optional",
            "--netrc-file",
            "--basic",
            "--digest",
            "--anyauth",
            "--negotiate",
            "--ntlm",
            "--aws-sigv4",
            "--delegation",
            "-E",
            "--cert",
            "--cert-type",
            "--key",
            "--key-type",
            "--pass",
            "-A",
            "--user-agent",
            "-e",
            "--referer",
            "-x",
            "--proxy",
            "-U",
            "--proxy-user",
            "--proxy-header",
            "--proxy-basic",
            "--proxy-digest",
            "--proxy-ntlm",
            "--proxy-negotiate",
            "--proxy-anyauth",
            "--proxy-insecure",
            "--proxy-cacert",
            "--proxy-capath",
            "--proxy-cert",
            "--proxy-key",
            "--noproxy",
            "-p",
            "--proxytunnel",
            "--preproxy",
            "--socks4",
            "--socks4a",
            "--socks5",
            "--socks5-hostname",
            "--resolve",
            "--connect-to",
            "--interface",
            "--dns-servers",
            "--doh-url",
            "-4",
            "--ipv4",
            "-6",
            "--ipv6",
            "-0",
            "--http1.0",
            "--http1.1",
            "--http2",
            "--http2-prior-knowledge",
            "--http3",
            "-k",
            "--insecure",
            "--cacert",
            "--capath",
            "--crlfile",
            "--pinnedpubkey",
            "--ciphers",
            "--tls13-ciphers",
            "--curves",
            "--tls-max",
            "-1",
            "--tlsv1",
            "--tlsv1.0",
            "--tlsv1.1",
            "--tlsv1.2",
            "--tlsv1.3",
            "-g",
            "--globoff",
            "--path-as-is");

    /** What is said, shown, awaited or written down: the place is the same without it. */
    private static final Set<String> OF_THE_RUN = Set.of(
            "-s",
            "--silent",
            "-S",
            "--show-error",
            "-f",
            "--fail",
            "--fail-with-body",
            "--fail-early",
            "-i",
            "--include",
            "-v",
            "--verbose",
            "-N",
            "--no-buffer",
            "-#",
            "--no-progress-meter",
            "--progress-bar",
            "--styled-output",
            "--trace",
            "--trace-ascii",
            "--trace-time",
            "--stderr",
            "-o",
            "--output",
            "--output-dir",
            "--create-dirs",
            "--create-file-mode",
            "-O",
            "--remote-name",
            "-D",
            "--dump-header",
            "-c",
            "--cookie-jar",
            "--etag-save",
            "-w",
            "--write-out",
            "--compressed",
            "--tr-encoding",
            "-L",
            "--location",
            "--max-redirs",
            "-m",
            "--max-time",
            "--connect-timeout",
            "--expect100-timeout",
            "--retry",
            "--retry-delay",
            "--retry-max-time",
            "--retry-all-errors",
            "--retry-connrefused",
            "--limit-rate",
            "-Y",
            "--speed-limit",
            "-y",
            "--speed-time",
            "--keepalive-time",
            "--no-keepalive",
            "--tcp-nodelay",
            "-X",
            "--request",
            "-T",
            "--upload-file",
            "-d",
            "--data",
            "--data-ascii",
            "--data-binary",
            "--data-raw",
            "--data-urlencode",
            "-F",
            "--form",
            "--form-string",
            "--url");

    private static final Set<String> ASKING = Set.of("-u", "--user", "-U", "--proxy-user");

    private final Reading reading;
    private final Invocation call;
    private final String method;

    private CurlPlace(Reading reading, Invocation call, String method) {
        this.reading = reading;
        this.call = call;
        this.method = method;
    }

    static WebPlace of(Reading reading, Term address, Invocation call, String method) {
        return new CurlPlace(reading, call, method).place(address);
    }

    private WebPlace place(Term address) {
        if (!call.words().stream().allMatch(Term::known)) {
            return hindered(address, "not all of its words are known before it runs");
        }
        HttpUrl parsed = HttpUrl.of(address);
        if (address.text().indexOf('{') >= 0 || parsed.rest().indexOf('[') >= 0) {
            return hindered(address, "its address may be a pattern");
        }
        if (parsed.handsOutSecrets()) {
            return hindered(address, "its host hands out credentials");
        }
        List<String> options = new ArrayList<>();
        for (Reading.Found found : reading.options()) {
            Optional<String> problem = option(found, options);
            if (problem.isPresent()) {
                return hindered(address, problem.get());
            }
        }
        Optional<String> url = url(address, parsed);
        return url.isEmpty()
                ? hindered(address, "under which name the file is put there is not certain")
                : new WebPlace(
                        "curl",
                        url.get(),
                        WebPlace.shown(HttpUrl.of(Term.of(url.get()))),
                        options,
                        file(),
                        text(),
                        method.equals("DELETE"),
                        Optional.empty());
    }

    private static WebPlace hindered(Term address, String why) {
        return WebPlace.hindered("curl", address, why);
    }

    /** Adds the option where it goes with every request; says so where it is not known what it means for others. */
    private Optional<String> option(Reading.Found found, List<String> options) {
        String name = found.name();
        String value = found.values().isEmpty() ? "" : found.values().get(0).text();
        if (ASKING.contains(name) && value.indexOf(':') < 0) {
            return Optional.of("it would ask for a password");
        }
        if (name.equals("-H") || name.equals("--header")) {
            if (value.startsWith("@")) {
                return Optional.of("its headers come from a file");
            }
            if (!WebPlace.isOfOneRequest(value)) {
                options.addAll(List.of("-H", value));
            }
        } else if (name.equals("--json")) {
            options.addAll(List.of("-H", "Accept: application/json"));
        } else if ((name.equals("-b") || name.equals("--cookie")) && value.indexOf('=') > 0 || SHARED.contains(name)) {
            options.add(name);
            found.values().forEach(each -> options.add(each.text()));
        } else if (!OF_THE_RUN.contains(name)) {
            return Optional.of("what its option `" + name + "` means for other requests is not known");
        }
        return Optional.empty();
    }

    /** A file that is put into a folder keeps its name. */
    private Optional<String> url(Term address, HttpUrl parsed) {
        Optional<Term> upload = reading.value("-T");
        boolean folder = parsed.rest().isEmpty()
                || parsed.file().isEmpty() && parsed.rest().indexOf('?') < 0;
        if (upload.isEmpty() || !folder && !upload.get().text().isEmpty()) {
            boolean plain = upload.isEmpty() || plainName(upload.get().text());
            return plain ? Optional.of(address.text()) : Optional.empty();
        }
        String name = upload.get().text();
        name = name.substring(name.lastIndexOf('/') + 1);
        boolean certain = parsed.rest().indexOf('#') < 0
                && !name.isEmpty()
                && !name.equals("-")
                && !name.equals(".")
                && name.chars().allMatch(CurlPlace::isUnreserved);
        return certain ? Optional.of(address.text() + (parsed.rest().isEmpty() ? "/" : "") + name) : Optional.empty();
    }

    private static boolean plainName(String file) {
        return file.indexOf('{') < 0 && file.indexOf('[') < 0;
    }

    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
    }

    private Optional<Path> file() {
        Optional<Term> upload = reading.value("-T");
        Optional<String> binary = onlyData()
                .filter(found -> found.name().equals("--data-binary"))
                .map(found -> found.values().get(0).text())
                .filter(value -> value.startsWith("@") && value.length() > 1)
                .map(value -> value.substring(1));
        return upload.map(Term::text)
                .or(() -> binary)
                .filter(name -> !name.equals("-") && !name.equals("."))
                .flatMap(name -> call.situation().path(name));
    }

    private Optional<String> text() {
        return reading.has("-T")
                ? Optional.empty()
                : onlyData()
                        .filter(found -> !found.name().equals("--data-urlencode"))
                        .filter(found -> found.name().equals("--data-raw")
                                || !found.values().get(0).text().startsWith("@"))
                        .map(found -> found.values().get(0).text());
    }

    /** The one option that names what is sent; several are joined. */
    private Optional<Reading.Found> onlyData() {
        List<Reading.Found> all = reading.options().stream()
                .filter(found -> !found.values().isEmpty())
                .filter(found -> isData(found.name()) || isForm(found.name()))
                .toList();
        return all.size() == 1 && isData(all.get(0).name()) ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static boolean isData(String name) {
        return name.equals("-d") || name.startsWith("--data") || name.equals("--json");
    }

    private static boolean isForm(String name) {
        return name.equals("-F") || name.startsWith("--form");
    }
}
