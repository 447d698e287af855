package io.brattice.files.undo;

import io.brattice.files.store.Store;
import io.brattice.files.tree.Sighting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The attempts at taking a tree back: each writes down what it is about to put back before it does, so that the next one can tell what an attempt that
 * broke off left half done from what somebody else did.
 */
final class Attempts {

    private static final String ATTEMPT = "undo-";
    private static final String NAMES = "names";
    private static final String WRITING = "writing-";

    private Attempts() {}

    /** Begins one, durably: a folder of its own for what it moves away. */
    static Path begin(Path aside, Collection<String> names, TreeWork.Mishap mishap) throws IOException {
        Path folder = fresh(aside);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(names.size());
        for (String name : names) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
        mishap.mayStrike();
        Path file = folder.resolve(NAMES);
        Files.write(file, bytes.toByteArray());
        mishap.mayStrike();
        Store.force(file);
        Store.force(folder);
        Store.force(aside);
        return folder;
    }

    private static Path fresh(Path aside) throws IOException {
        for (int number = 0; ; number++) {
            try {
                return Files.createDirectory(aside.resolve(ATTEMPT + number));
            } catch (FileAlreadyExistsException e) {
                // An attempt before this one.
            }
        }
    }

    /** The names that all attempts so far were about to put back. */
    static Set<String> begun(Path aside) throws IOException {
        Set<String> begun = new TreeSet<>();
        try (DirectoryStream<Path> attempts = Files.newDirectoryStream(aside, ATTEMPT + "*")) {
            for (Path attempt : attempts) {
                Path file = attempt.resolve(NAMES);
                if (Files.exists(file)) {
                    read(Files.readAllBytes(file), begun);
                }
            }
        }
        return begun;
    }

    /** Notes, durably, that a file is about to be written into; it is taken away once that is done. */
    static Path mark(Path attempt, String file) throws IOException {
        Path mark = Files.createFile(attempt.resolve(WRITING + file));
        Store.force(attempt);
        return mark;
    }

    /** The files that attempts so far were writing into when they broke off. */
    static Set<String> writing(Path aside) throws IOException {
        Set<String> files = new TreeSet<>();
        try (DirectoryStream<Path> attempts = Files.newDirectoryStream(aside, ATTEMPT + "*")) {
            for (Path attempt : attempts) {
                try (DirectoryStream<Path> marks = Files.newDirectoryStream(attempt, WRITING + "*")) {
                    for (Path mark : marks) {
                        files.add(mark.getFileName().toString().substring(WRITING.length()));
                    }
                }
            }
        }
        return files;
    }

    /**
     * Takes away what the attempts moved away or made ready of files that have names in the tree: those files are still there, and nobody is to
     * take them for files with names elsewhere.
     *
     * @param names where they may have them
     */
    static void release(Path aside, Path root, Collection<String> names, TreeWork.Mishap mishap) throws IOException {
        Map<String, List<Path>> shelved = new HashMap<>();
        try (DirectoryStream<Path> attempts = Files.newDirectoryStream(aside, ATTEMPT + "*")) {
            for (Path attempt : attempts) {
                try (DirectoryStream<Path> things = Files.newDirectoryStream(attempt, "{was,ready}-*")) {
                    for (Path thing : things) {
                        Sighting seen = Sighting.of(thing);
                        if (seen.kind() != Sighting.Kind.FOLDER && seen.links() > 1) {
                            shelved.computeIfAbsent(At.identity(thing), none -> new ArrayList<>())
                                    .add(thing);
                        }
                    }
                }
            }
        }
        for (String name : shelved.isEmpty() ? List.<String>of() : names) {
            for (Path thing : shelved.getOrDefault(At.identity(root.resolve(name)), List.of())) {
                mishap.mayStrike();
                Files.deleteIfExists(thing);
            }
        }
    }

    private static void read(byte[] bytes, Set<String> names) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            for (int left = in.readInt(); left > 0; left--) {
                byte[] utf8 = new byte[in.readInt()];
                in.readFully(utf8);
                names.add(new String(utf8, StandardCharsets.UTF_8));
            }
        } catch (EOFException e) {
            // It broke off before it began.
        }
    }
}
