package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One place on a web server that a command overwrites or deletes, and how the same program would ask for it.
 *
 * @param program the one that is asked by
 * @param url the whole address; there may be a password in it
 * @param shown the same for people: without user, password and query
 * @param options what of the command's words goes with every request to the place: who asks, by which way, whom it trusts
 * @param file what is put there, where that is the content of a file as it stands
 * @param text the same, where it is a known text
 * @param deletes true where nothing is left there
 * @param hindrance why the place cannot be asked for; empty where it can
 */
public record WebPlace(
        String program,
        String url,
        String shown,
        List<String> options,
        Optional<Path> file,
        Optional<String> text,
        boolean deletes,
        Optional<String> hindrance) {

    public WebPlace {
        options = List.copyOf(options);
    }

    /** A place that is overwritten without being known well enough to be asked for. */
    static WebPlace hindered(String program, Term address, String why) {
        return new WebPlace(
                program,
                "",
                shown(HttpUrl.of(address)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(why));
    }

    static String shown(HttpUrl url) {
        return Naming.of(url.scheme().isEmpty() ? "http" : url.scheme(), "", "", url.name())
                .uri();
    }

    /** True for the methods that say what they do to a place; a POST may do anything anywhere. */
    static boolean overwrites(String method) {
        return method.equals("PUT") || method.equals("DELETE");
    }

    /** True for a header that describes one request or what it carries, rather than who asks for what. */
    static boolean isOfOneRequest(String header) {
        String name = header.split("[:;]", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        for (String start : new String[] {"content-", "if-", "x-http-method"}) {
            if (name.startsWith(start)) {
                return true;
            }
        }
        return switch (name) {
            case "expect",
                    "transfer-encoding",
                    "te",
                    "trailer",
                    "range",
                    "accept-encoding",
                    "digest",
                    "repr-digest",
                    "idempotency-key",
                    "x-amz-content-sha256" -> true;
            default -> false;
        };
    }
}
