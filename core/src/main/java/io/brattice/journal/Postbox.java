package io.brattice.journal;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where questions lie open for other processes of this host, and where their signed answers are dropped: two folders beside
 * the files of a ledger.
 *
 * <pre>
 * questions/TICKET.json    one file for each question that waits, written by the gate that asks, removed when it ends
 * answers/TICKET…json      what somebody dropped; the gate that asks takes it, and removes it
 * </pre>
 *
 * <p>Guarantees: no link is followed; nothing but a regular file is opened; no more than a bound is read; a file is there whole or
 * not at all; folders and files are their owner's alone.
 *
 * <p>Does not: believe anything. What lies here is whatever a process of this user wrote: a question counts only with the digest
 * that the ledger holds, an answer only with a signature.
 *
 * <p>Safe for use by many threads and processes.
 */
public final class Postbox {

    /** A file that is larger is not read. */
    public static final int MAX_BYTES = 1 << 20;

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9-]{1,100}");
    private static final String SUFFIX = ".json";
    private static final String NEXT = "next-";
    private static final Duration OLD = Duration.ofHours(1);
    /** So many are looked at, however many somebody drops. */
    private static final int MOST = 64;

    private final Path questions;
    private final Path answers;

    private Postbox(Path ledger) {
        this.questions = ledger.resolve("questions");
        this.answers = ledger.resolve("answers");
    }

    /** Of the ledger in this folder. Nothing is made or looked for. */
    public static Postbox of(Path ledger) {
        return new Postbox(ledger);
    }

    /**
     * Something that was dropped.
     *
     * @param content empty where it could not be read
     * @param problem why not, in one line
     * @param state changes with the file; an unreadable one may still be on its way
     */
    public record Dropped(String name, Optional<byte[]> content, String problem, String state) {}

    /** Where answers are dropped. */
    public Path answers() {
        return answers;
    }

    /** Makes the two folders where they are missing. */
    public void open() throws IOException {
        OwnerOnly.createFolder(questions);
        OwnerOnly.createFolder(answers);
        isFolder(questions);
        isFolder(answers);
    }

    /** Lays a question open. */
    public void show(String ticket, byte[] question) throws IOException {
        isFolder(questions);
        write(questions, name(ticket) + SUFFIX, question);
    }

    /** The question file of this ticket; empty where there is none. */
    public Optional<byte[]> question(String ticket) throws IOException {
        try {
            isFolder(questions);
            return Optional.of(read(questions.resolve(name(ticket) + SUFFIX)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Takes a question away. */
    public void hide(String ticket) throws IOException {
        Files.deleteIfExists(questions.resolve(name(ticket) + SUFFIX));
    }

    /**
     * Drops an answer.
     *
     * @return where it lies until it is taken
     * @throws IOException also where no gate takes answers here
     */
    public Path drop(String ticket, byte[] answer) throws IOException {
        isFolder(answers);
        String name = name(ticket) + "." + UUID.randomUUID() + SUFFIX;
        write(answers, name, answer);
        return answers.resolve(name);
    }

    /** What was dropped for this question, in no order; at most 64. */
    public List<Dropped> dropped(String ticket) throws IOException {
        List<Dropped> dropped = new ArrayList<>();
        isFolder(answers);
        for (Path file : of(answers, ticket)) {
            String name = Objects.requireNonNull(file.getFileName()).toString();
            String state = "";
            try {
                BasicFileAttributes seen = attributes(file);
                state = seen.size() + " " + seen.lastModifiedTime();
                dropped.add(new Dropped(name, Optional.of(read(file)), "", state));
            } catch (NoSuchFileException e) {
                // Another look at the same question has taken it.
            } catch (IOException e) {
                dropped.add(new Dropped(name, Optional.empty(), String.valueOf(e.getMessage()), state));
            }
        }
        return dropped;
    }

    /** Takes away what was dropped. */
    public void remove(Dropped dropped) throws IOException {
        remove(answers.resolve(dropped.name()));
    }

    /** Takes away what belongs to no question of these: the leftovers of processes that were killed. */
    public void sweep(Waiting waiting) throws IOException {
        List<Path> files = new ArrayList<>(all(questions));
        files.addAll(all(answers));
        Set<String> names = new HashSet<>();
        waiting.tickets().forEach(ticket -> names.add(name(ticket)));
        for (Path file : files) {
            String name = Objects.requireNonNull(file.getFileName()).toString();
            int dot = name.indexOf('.');
            if (name.startsWith(NEXT) && !isOld(file)) {
                continue; // somebody is writing it
            }
            if (!names.contains(dot < 0 ? name : name.substring(0, dot))) {
                remove(file);
            }
        }
    }

    /** Asked after the folders were listed, so that a question that is asked meanwhile is not swept away. */
    public interface Waiting {
        List<String> tickets() throws IOException;
    }

    /** A ticket is the host's choice, and a file name is not: what is not plain goes by its digest. */
    private static String name(String ticket) {
        return PLAIN.matcher(ticket).matches()
                ? ticket
                : "x-" + Digest.of(ticket).hex();
    }

    private static List<Path> of(Path folder, String ticket) throws IOException {
        String name = name(ticket);
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, name + ".*")) {
            for (Path file : found) {
                if (files.size() < MOST && file.toString().endsWith(SUFFIX)) {
                    files.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return files;
    }

    private static List<Path> all(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            found.forEach(files::add);
        }
        return files;
    }

    private static void isFolder(Path folder) throws IOException {
        if (!attributes(folder).isDirectory()) {
            throw new IOException("`" + folder + "` is no folder; let a person look at it, and remove it");
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static byte[] read(Path file) throws IOException {
        BasicFileAttributes seen = attributes(file);
        if (!seen.isRegularFile()) {
            throw new IOException("`" + file.getFileName() + "` is no regular file");
        }
        try (SeekableByteChannel in =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(seen.size(), MAX_BYTES) + 1);
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                // the bound is the buffer
            }
            if (!bytes.hasRemaining()) {
                throw new IOException("`" + file.getFileName() + "` is longer than " + MAX_BYTES
                        + " bytes, or grows while it is read");
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    private static void write(Path folder, String name, byte[] bytes) throws IOException {
        Path next = folder.resolve(NEXT + UUID.randomUUID());
        OwnerOnly.createFile(next);
        try {
            Files.write(next, bytes, StandardOpenOption.WRITE);
            Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static boolean isOld(Path file) throws IOException {
        try {
            return attributes(file)
                    .lastModifiedTime()
                    .toInstant()
                    .isBefore(Instant.now().minus(OLD));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** A link itself, never what it leads to. A folder with something in it stays. */
    private static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
