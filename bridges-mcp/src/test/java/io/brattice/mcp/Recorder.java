package io.brattice.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stands between a gate and a server, and keeps what each says to the other: {@code FOLDER COMMAND…}. */
final class Recorder {

    private Recorder() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Process server = new ProcessBuilder(List.of(args).subList(1, args.length))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread in = new Thread(() -> copy(System.in, server.getOutputStream(), folder.resolve("in")));
        in.setDaemon(true);
        in.start();
        copy(server.getInputStream(), System.out, folder.resolve("out"));
        System.exit(server.waitFor());
    }

    private static void copy(InputStream from, OutputStream to, Path kept) {
        try (OutputStream file = Files.newOutputStream(kept);
                to) {
            byte[] part = new byte[1 << 14];
            for (int read = from.read(part); read >= 0; read = from.read(part)) {
                file.write(part, 0, read);
                file.flush();
                to.write(part, 0, read);
                to.flush();
            }
        } catch (IOException e) {
            System.err.println("recorder: " + e.getMessage());
        }
    }
}
