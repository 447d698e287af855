package io.brattice.shell.network;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Requests to a forwarder that name a whole address, {@code GET http://host/path}, and what is said to those that go nowhere. */
final class Plain {

    private static final String SCHEME = "http://";

    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection", "proxy-connection", "proxy-authorization", "keep-alive", "te", "upgrade", "http2-settings");

    private Plain() {}

    /**
     * The host that a whole address names.
     *
     * @throws RefusedRequest when it is none
     */
    static Destination destination(String target) throws RefusedRequest {
        if (!target.startsWith(SCHEME)) {
            throw RefusedRequest.malformed(
                    "`" + HostName.shown(target) + "` is no address that a proxy can be asked for");
        }
        return Destination.of(target.substring(SCHEME.length(), endOfHost(target)), Destination.PLAIN);
    }

    private static int endOfHost(String target) {
        for (int i = SCHEME.length(); i < target.length(); i++) {
            if ("/?#\\".indexOf(target.charAt(i)) >= 0) {
                return i;
            }
        }
        return target.length();
    }

    /** @throws RefusedRequest when only downloads are granted, which are verified, and so come over https */
    static void requireWhole(Route route) throws RefusedRequest {
        if (route.isForDownloads()) {
            throw RefusedRequest.notGranted("downloads of `" + route.host() + "` come over https only; use https");
        }
    }

    /**
     * The request as the host wants it. It is the connection's last: what follows its head goes to the same host, whatever it says.
     */
    static byte[] rewritten(RequestHead head, Destination to) {
        String path = head.target().substring(endOfHost(head.target()));
        StringBuilder text = new StringBuilder();
        text.append(head.method()).append(' ').append(path.startsWith("/") ? path : "/" + path);
        text.append(head.current() ? " HTTP/1.1\r\n" : " HTTP/1.0\r\n");
        if (!head.has("host")) {
            text.append("host: ").append(to.host()).append("\r\n");
        }
        head.fields().stream()
                .filter(field -> !OF_THE_CONNECTION.contains(field.name()))
                .forEach(field -> text.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        return text.append("connection: close\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** An answer in one line, which is in the status too: many clients show nothing else of a proxy's answer. */
    static byte[] refusal(RefusedRequest refused) {
        String line = refused.line() + "\n";
        return ("HTTP/1.1 " + refused.status() + " " + refused.line() + "\r\n"
                        + "content-type: text/plain; charset=us-ascii\r\n"
                        + "content-length: " + line.length() + "\r\n"
                        + "connection: close\r\n\r\n" + line)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
