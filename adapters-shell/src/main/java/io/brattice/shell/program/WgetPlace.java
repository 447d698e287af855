package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The place that one {@code wget} with a method overwrites, and which of its options go with every request to it. */
final class WgetPlace {

    private static final Set<String> SHARED = Set.of(
            "--user",
            "--password",
            "--http-user",
            "--http-password",
            "--auth-no-challenge",
            "--no-netrc",
            "-U",
            "--user-agent",
            "--referer",
            "--load-cookies",
            "--no-cookies",
            "--certificate",
            "--certificate-type",
            "--private-key",
            "--private-key-type",
            "--ca-certificate",
            "--ca-directory",
            "--crl-file",
            "--pinnedpubkey",
            "--ciphers",
            "--secure-protocol",
            "--no-check-certificate",
            "--https-only",
            "--no-hsts",
            "--no-proxy",
            "--proxy-user",
            "--proxy-password",
            "-4",
            "--inet4-only",
            "-6",
            "--inet6-only",
            "--prefer-family",
            "--bind-address",
            "--no-iri");

    private static final Set<String> OF_THE_RUN = Set.of(
            "-q",
            "--quiet",
            "-v",
            "--verbose",
            "-nv",
            "--no-verbose",
            "-S",
            "--server-response",
            "-O",
            "--output-document",
            "-o",
            "--output-file",
            "-P",
            "--directory-prefix",
            "--method",
            "--body-data",
            "--body-file",
            "--content-on-error",
            "-t",
            "--tries",
            "-T",
            "--timeout",
            "--dns-timeout",
            "--connect-timeout",
            "--read-timeout",
            "-w",
            "--wait",
            "--waitretry",
            "--retry-connrefused",
            "--retry-on-http-error",
            "--limit-rate",
            "--progress",
            "--show-progress",
            "--no-cache",
            "--save-headers",
            "--no-http-keep-alive",
            "--max-redirect");

    private WgetPlace() {}

    static WebPlace of(Reading reading, Term address, Invocation call, String method) {
        if (!call.words().stream().allMatch(Term::known)) {
            return WebPlace.hindered("wget", address, "not all of its words are known before it runs");
        }
        HttpUrl parsed = HttpUrl.of(address);
        if (parsed.handsOutSecrets()) {
            return WebPlace.hindered("wget", address, "its host hands out credentials");
        }
        List<String> options = new ArrayList<>();
        for (Reading.Found found : reading.options()) {
            String value = found.values().isEmpty() ? "" : found.values().get(0).text();
            if (found.name().equals("--header")) {
                if (!WebPlace.isOfOneRequest(value)) {
                    options.add("--header=" + value);
                }
            } else if (SHARED.contains(found.name())) {
                options.add(found.name());
                found.values().forEach(each -> options.add(each.text()));
            } else if (!OF_THE_RUN.contains(found.name())) {
                return WebPlace.hindered(
                        "wget",
                        address,
                        "what its option `" + found.name() + "` means for other requests is not known");
            }
        }
        Optional<Path> file = reading.value("--body-file").flatMap(call.situation()::path);
        Optional<String> text = reading.value("--body-data").map(Term::text);
        return new WebPlace(
                "wget",
                address.text(),
                WebPlace.shown(parsed),
                options,
                file,
                text,
                method.equals("DELETE"),
                Optional.empty());
    }
}
