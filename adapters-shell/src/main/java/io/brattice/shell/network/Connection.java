package io.brattice.shell.network;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLSocket;

/** One connection of a command to its forwarder, from what it asks for to its end. */
final class Connection implements Runnable, Closeable {

    private static final byte[] ESTABLISHED =
            "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_IGNORED = 1024 * 1024;

    private final Wire client;
    private final Forwarder.Parts parts;
    private final Watch.Alarm alarm;
    private final List<Closeable> opened = new CopyOnWriteArrayList<>();
    private Destination asked = new Destination("", 0);

    Connection(SocketChannel channel, Forwarder.Parts parts) {
        this.client = new Wire(channel);
        this.parts = parts;
        opened.add(client);
        this.alarm = parts.watch().over(this, parts.allowance().head());
    }

    @Override
    public void run() {
        try (this) {
            try {
                Optional<RequestHead> head = RequestHead.read(client.getInputStream());
                if (head.isPresent()) {
                    serve(head.get());
                }
            } catch (RefusedRequest e) {
                refuse(e, client.getOutputStream());
                client.shutdownOutput();
                ignore(client.getInputStream());
            }
        } catch (IOException e) {
            // The client or the host has gone, or was too slow. Whoever is left sees the connection end.
        }
    }

    private void serve(RequestHead head) throws IOException, RefusedRequest {
        boolean connect = head.method().equals("CONNECT");
        asked = connect ? Destination.of(head.target(), 0) : Plain.destination(head.target());
        if (head.only("host").filter(host -> !asked.isNamedBy(host)).isPresent()) {
            throw RefusedRequest.notGranted("the request names two hosts; ask for one of them");
        }
        Route route = parts.granted().route(asked);
        if (!connect) {
            Plain.requireWhole(route);
            tunnel(route, Plain.rewritten(head, asked), new byte[0]);
        } else if (!route.isForDownloads()) {
            requireNoBody(head);
            tunnel(route, new byte[0], ESTABLISHED);
        } else if (route.port() != Destination.TLS) {
            throw RefusedRequest.notGranted("downloads of `" + route.host() + "` come over https only; use port 443");
        } else {
            requireNoBody(head);
            client.getOutputStream().write(ESTABLISHED);
            download(route);
        }
    }

    private static void requireNoBody(RequestHead head) throws RefusedRequest {
        if (head.has("transfer-encoding")
                || !head.only("content-length").orElse("0").equals("0")) {
            throw RefusedRequest.malformed("a CONNECT has no body");
        }
    }

    /** Everything that comes now goes to this host, whatever it says. */
    private void tunnel(Route route, byte[] first, byte[] answer) throws IOException, RefusedRequest {
        alarm.in(parts.allowance().idle());
        try (var host = parts.dialler().connect(route)) {
            opened.add(host);
            String name = route.host().name();
            parts.tally().count(name, false, 1, first.length);
            host.getOutputStream().write(first);
            client.getOutputStream().write(answer);
            Thread back = parts.threads().newThread(() -> {
                try {
                    pump(host.getInputStream(), client.getOutputStream(), bytes -> {});
                    client.shutdownOutput();
                } catch (IOException e) {
                    close();
                }
            });
            back.start();
            try {
                pump(
                        client.getInputStream(),
                        host.getOutputStream(),
                        bytes -> parts.tally().count(name, false, 0, bytes));
                host.shutdownOutput();
            } catch (IOException e) {
                close();
            }
            Threads.join(back);
        }
    }

    private void pump(InputStream from, OutputStream to, IntConsumer counts) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            alarm.in(parts.allowance().idle());
            to.write(buffer, 0, read);
            counts.accept(read);
        }
    }

    /** Speaks for a registry over TLS, and asks it for what may be downloaded. */
    private void download(Route route) throws IOException {
        SSLSocket tls = parts.authority().serve(route.host(), client);
        alarm.in(parts.allowance().head());
        tls.startHandshake();
        InputStream in = new BufferedInputStream(tls.getInputStream());
        OutputStream out = new BufferedOutputStream(tls.getOutputStream());
        try (Origin origin =
                new Origin(route, parts.dialler(), alarm, parts.allowance().idle())) {
            opened.add(origin);
            boolean goesOn = true;
            while (goesOn) {
                alarm.in(parts.allowance().head());
                Optional<RequestHead> head = RequestHead.read(in);
                if (head.isEmpty()) {
                    break;
                }
                Download download = Download.of(head.get(), route);
                parts.tally().countDownload();
                goesOn = head.get().goesOn();
                alarm.in(parts.allowance().idle());
                Answer answer = origin.give(download, head.get().current(), goesOn, out);
                parts.tally().countAnswer(answer.status());
                parts.tally().count(route.host().name(), true, 1, origin.takeGiven());
            }
        } catch (RefusedRequest e) {
            refuse(e, out);
        }
        tls.shutdownOutput();
        ignore(in);
    }

    private void refuse(RefusedRequest e, OutputStream out) throws IOException {
        if (e.status() == 403) {
            parts.tally().remember(new Refused(HostName.shown(asked.host()), asked.port(), e.line()));
        }
        alarm.in(parts.allowance().head());
        out.write(Plain.refusal(e));
        out.flush();
    }

    /** What the client has sent before it read the answer is taken from it, so that its answer is not lost with the connection. */
    private static void ignore(InputStream in) throws IOException {
        byte[] buffer = new byte[4096];
        int ignored = 0;
        for (int read = in.read(buffer); read >= 0 && ignored < MOST_IGNORED; read = in.read(buffer)) {
            ignored += read;
        }
    }

    @Override
    public void close() {
        alarm.close();
        opened.forEach(Watch::closeQuietly);
    }
}
