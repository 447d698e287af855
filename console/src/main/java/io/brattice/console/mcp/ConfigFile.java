package io.brattice.console.mcp;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.function.Function;

/** Changes a configuration as a whole or not at all, and keeps it as it was before the first change. */
final class ConfigFile {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    private ConfigFile() {}

    /** @param done what is said of a server that was changed */
    static int change(
            Path named,
            Function<ClientConfig, ClientConfig.Change> how,
            String done,
            PrintWriter out,
            PrintWriter err) {
        try {
            Path file = named.toRealPath();
            byte[] before = Files.readAllBytes(file);
            ClientConfig.Change change = how.apply(ClientConfig.of(text(before)));
            if (!change.changed().isEmpty()) {
                keep(file);
                replace(file, change.text().getBytes(StandardCharsets.UTF_8));
            }
            report(change, done, out);
            return DONE;
        } catch (IOException e) {
            err.println("brattice: `" + named + "` was left as it is: " + e.getMessage());
            return NOT_DONE;
        }
    }

    private static String text(byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }

    private static void report(ClientConfig.Change change, String done, PrintWriter out) {
        List<String> changed = change.changed();
        changed.forEach(name -> out.println(done + " `" + name + "`"));
        change.left().forEach(name -> out.println("left `" + name + "`: no program is started for it"));
        if (changed.isEmpty()) {
            out.println("nothing to change");
        }
    }

    /** Never over what is there already: that is older, and so nearer to what somebody wrote. */
    private static void keep(Path file) throws IOException {
        Path kept = file.resolveSibling(file.getFileName() + ".before-brattice");
        if (!Files.exists(kept)) {
            Files.copy(file, kept, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".brattice", ".json");
        try {
            Files.write(beside, bytes);
            PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
            if (view != null) {
                view.setPermissions(Files.getPosixFilePermissions(file));
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
