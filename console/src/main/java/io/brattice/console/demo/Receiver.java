package io.brattice.console.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Stands for somebody far away who takes what is sent to him, over a real connection; on this machine only. */
final class Receiver {

    /** Ends what is sent, as a line of its own. */
    static final String END = ".";

    private final ServerSocket door;
    private final Path heap;

    private Receiver(ServerSocket door, Path heap) {
        this.door = door;
        this.heap = heap;
    }

    /** Starts one for this world; it ends with the sandbox. */
    static Receiver in(World world) throws IOException {
        ServerSocket door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Receiver receiver = new Receiver(door, world.internet().resolve("sent"));
        Thread thread = new Thread(receiver::receive, "receiver");
        thread.setDaemon(true);
        thread.start();
        world.whenOver(receiver::close);
        return receiver;
    }

    /** For bash, which opens it as a file. */
    String address() {
        return "/dev/tcp/127.0.0.1/" + door.getLocalPort();
    }

    private void receive() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept()) {
                take(socket);
            } catch (IOException e) {
                // The sandbox was closed, or somebody hung up: what has arrived has arrived.
            }
        }
    }

    private void take(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.equals(END); line = in.readLine()) {
            Files.writeString(heap, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        socket.getOutputStream().write("thanks\n".getBytes(StandardCharsets.UTF_8)); // only now may the sender go on
    }

    private void close() {
        try {
            door.close();
        } catch (IOException e) {
            // It ends with this process, then.
        }
    }
}
