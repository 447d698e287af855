package io.brattice.shell.network;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A request to a registry, made anew from what a client asked for: a path of a known form, and of its headers those that say what of it is
 * wanted, in words that are known.
 */
record Download(boolean headOnly, String path, List<Field> fields) {

    private static final int MOST_OF_A_TAG = 128;
    private static final int MOST_CHOICES = 8;

    private static final Set<String> TYPES = Set.of(
            "*/*",
            "application/*",
            "text/*",
            "application/json",
            "application/octet-stream",
            "application/xml",
            "application/x-gzip",
            "application/gzip",
            "application/zip",
            "application/vnd.npm.install-v1+json",
            "application/vnd.pypi.simple.latest+json",
            "application/vnd.pypi.simple.latest+html",
            "application/vnd.pypi.simple.v1+json",
            "application/vnd.pypi.simple.v1+html",
            "text/html",
            "text/plain",
            "text/xml");
    private static final Set<String> CODINGS = Set.of("*", "gzip", "x-gzip", "deflate", "br", "zstd", "identity");

    Download {
        fields = List.copyOf(fields);
    }

    /**
     * What of a request goes on.
     *
     * @throws RefusedRequest when it could carry more than the name of what is wanted
     */
    static Download of(RequestHead head, Route route) throws RefusedRequest {
        String host = route.host().name();
        boolean headOnly = head.method().equals("HEAD");
        if (!headOnly && !head.method().equals("GET")) {
            throw RefusedRequest.notGranted("`" + head.method() + "` is no download from `" + host
                    + "`; ask for the network of `" + host + "` to send something there");
        }
        head.requireNothingAfterIt();
        if (head.only("host")
                .filter(new Destination(host, route.port())::isNamedBy)
                .isEmpty()) {
            throw RefusedRequest.notGranted("the request is for another host than its connection; use one for each");
        }
        if (!route.has(head.target())) {
            throw RefusedRequest.notGranted("`" + HostName.shown(head.target()) + "` is no download of `" + host
                    + "`; ask for the network of `" + host + "`");
        }
        List<Field> fields = new ArrayList<>();
        known(head, "accept", TYPES).ifPresent(fields::add);
        known(head, "accept-encoding", CODINGS).ifPresent(fields::add);
        head.only("range").filter(Download::isRange).ifPresent(range -> fields.add(new Field("range", range)));
        head.only("if-none-match")
                .filter(Download::isTag)
                .ifPresent(tag -> fields.add(new Field("if-none-match", tag)));
        head.only("if-modified-since")
                .flatMap(Download::date)
                .ifPresent(date -> fields.add(new Field("if-modified-since", date)));
        return new Download(headOnly, head.target(), fields);
    }

    /** As it is sent. */
    String written(String host) {
        StringBuilder text = new StringBuilder();
        text.append(headOnly ? "HEAD " : "GET ").append(path).append(" HTTP/1.1\r\n");
        text.append("host: ").append(host).append("\r\n");
        text.append("user-agent: brattice\r\n");
        if (fields.stream().noneMatch(field -> field.name().equals("accept"))) {
            text.append("accept: */*\r\n");
        }
        fields.forEach(field ->
                text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        return text.append("\r\n").toString();
    }

    /** Of a list of choices those that are known; their weights have three digits at most. What is not known is left out. */
    private static Optional<Field> known(RequestHead head, String name, Set<String> choices) {
        StringJoiner kept = new StringJoiner(", ");
        Set<String> seen = new HashSet<>();
        for (Field field : head.fields()) {
            if (!field.name().equals(name)) {
                continue;
            }
            for (String choice : field.value().split(",", -1)) {
                String[] parts = choice.strip().split(";", -1);
                String word = parts[0].strip().toLowerCase(Locale.ROOT);
                if (choices.contains(word) && seen.size() < MOST_CHOICES && seen.add(word)) {
                    kept.add(word + weight(parts));
                }
            }
        }
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Field(name, kept.toString()));
    }

    private static String weight(String... parts) {
        String weight = parts.length == 2 ? parts[1].strip() : "";
        boolean known = weight.length() > 2
                && weight.length() <= 7
                && weight.startsWith("q=")
                && weight.charAt(2) <= '1'
                && weight.substring(2).chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
        return known ? ";" + weight : "";
    }

    private static boolean isRange(String value) {
        String digits = value.startsWith("bytes=") ? value.substring(6) : "";
        int dash = digits.indexOf('-');
        return dash >= 0
                && digits.length() > 1
                && digits.length() <= 25
                && digits.indexOf('-', dash + 1) < 0
                && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
    }

    private static boolean isTag(String value) {
        String tag = value.startsWith("W/") ? value.substring(2) : value;
        return tag.length() > 2
                && tag.length() <= MOST_OF_A_TAG
                && tag.charAt(0) == '"'
                && tag.indexOf('"', 1) == tag.length() - 1
                && tag.chars().noneMatch(c -> c == ' ' || c == '\t' || c == ',');
    }

    private static Optional<String> date(String value) {
        try {
            ZonedDateTime read = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            String day = DateTimeFormatter.RFC_1123_DATE_TIME.format(read.withZoneSameInstant(ZoneOffset.UTC));
            // The formatter leaves out the zero of a first day that RFC 9110 wants.
            return Optional.of(day.indexOf(' ') + 2 == day.indexOf(' ', 5) ? day.replaceFirst(" ", " 0") : day);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
