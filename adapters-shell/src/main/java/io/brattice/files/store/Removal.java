package io.brattice.files.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Removes what is in a store: also below folders that nobody may write to, never what a link leads to, never what is mounted there. */
final class Removal {

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    /** Folders whose paths are longer by so much are taken out first: below them paths may be longer than the system takes. */
    private static final int FAR = 1000;

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path doomed;
    private final Disk disk;
    private final Object device;

    Removal(Path root, Disk disk) throws IOException {
        this.doomed = root.resolve(Names.DOOMED);
        this.disk = disk;
        this.device = Files.getAttribute(root, "unix:dev");
    }

    /** True when something is mounted at or below a path, be it of the same device. */
    static boolean isMountedBelow(Path path) throws IOException {
        if (!Files.isReadable(MOUNTS)) {
            return false;
        }
        // Names may have any bytes, and blanks as `\\040`: as Latin-1 each byte is one character.
        String prefix = new String(path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (String line : Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1)) {
            String[] fields = line.split(" ", 6);
            if (fields.length < 6) {
                continue;
            }
            String at = unescaped(fields[4]);
            if (at.equals(prefix) || at.startsWith(prefix + "/")) {
                return true;
            }
        }
        return false;
    }

    private static String unescaped(String field) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 3 < field.length()) {
                plain.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(field.charAt(i));
            }
        }
        return plain.toString();
    }

    /** Puts a thing where nobody looks for it any more, to be removed. */
    Path doom(Path path) throws IOException {
        try {
            disk.createFolder(doomed);
        } catch (FileAlreadyExistsException e) {
            // Something was removed before.
        }
        Path away = doomed.resolve(ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + "-"
                + NUMBER.incrementAndGet());
        letIn(path);
        disk.rename(path, away);
        return away;
    }

    /** A folder that its owner may not write to keeps what is in it, and its place. */
    private void letIn(Path path) throws IOException {
        boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        if (folder && Files.getAttribute(path, "unix:mode") instanceof Integer mode && (mode & 0700) != 0700) {
            disk.open(path);
        }
    }

    /** Removes a thing and everything below it. Somebody else may be at it too. */
    void remove(Path path) throws IOException {
        Deque<Path> all = new ArrayDeque<>(List.of(path));
        while (!all.isEmpty()) {
            Path next = all.pop();
            remove(next, next.toString().length() + FAR, all);
        }
    }

    private void remove(Path path, int longest, Deque<Path> later) throws IOException {
        try {
            Map<String, Object> facts = Files.readAttributes(path, "unix:dev,isDirectory", LinkOption.NOFOLLOW_LINKS);
            if (Boolean.TRUE.equals(facts.get("isDirectory"))) {
                if (!device.equals(facts.get("dev"))) {
                    throw new IOException("something is mounted at `" + path + "`; unmount it, and prune again");
                }
                letIn(path);
                if (path.toString().length() > longest) {
                    later.push(doom(path));
                    return;
                }
                for (Path each : entries(path)) {
                    remove(each, longest, later);
                }
            }
            disk.delete(path);
        } catch (NoSuchFileException gone) {
            // Somebody else was quicker.
        }
    }

    /** Read before anything is removed, so that no folder stays open on the way down. */
    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }
}
