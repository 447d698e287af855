package io.brattice.mcp;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.InvalidArgumentsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each tool of a server was when an operator first put a gate before it, in a file. The first list of a server is pinned; later ones are
 * held against it. To accept what has changed, the operator removes the file.
 */
final class Pins {

    private final Path file;
    private final Map<String, String> pinned;
    private final Set<String> told = new HashSet<>();
    private boolean first;

    private Pins(Path file, Map<String, String> pinned, boolean first) {
        this.file = file;
        this.pinned = pinned;
        this.first = first;
    }

    /** @throws IOException where the file cannot be read, or is none of pins */
    static Pins in(Path file) throws IOException {
        Map<String, String> pinned = new TreeMap<>();
        boolean first = !Files.exists(file);
        if (!first) {
            try {
                Arguments.fromJson(Files.readString(file))
                        .asMap()
                        .forEach((name, hash) -> pinned.put(name, String.valueOf(hash)));
            } catch (InvalidArgumentsException e) {
                throw new IOException(
                        "`" + file + "` is no file of pins: " + e.getMessage() + "; remove it to pin the tools anew",
                        e);
            }
        }
        return new Pins(file, pinned, first);
    }

    /** True once there is something to hold a list against. */
    synchronized boolean made() {
        return !first;
    }

    /**
     * Holds a list against the pins, or pins it.
     *
     * @param whole false where more of the list may follow, which is not pinned
     * @return a line for each tool that is not as it was; of each thing one, however often it is seen
     */
    synchronized List<String> see(Map<String, Digest> said, boolean whole) throws IOException {
        List<String> lines = new ArrayList<>();
        if (first) {
            if (whole) {
                said.forEach((name, digest) -> pinned.put(name, digest.hex()));
                write();
                first = false;
            }
            return lines;
        }
        said.forEach((name, digest) -> {
            String before = pinned.get(name);
            if (digest.hex().equals(before) || !told.add(name + " " + digest.hex())) {
                return;
            }
            if (before == null) {
                lines.add("tool `" + name + "` is new since the tools were pinned: it is asked about; remove `" + file
                        + "` to accept it");
            } else {
                lines.add("tool `" + name + "` is not what it was when it was pinned: it is asked about; remove `"
                        + file + "` to accept it");
            }
        });
        return lines;
    }

    synchronized boolean holds(String name, Digest digest) {
        return digest.hex().equals(pinned.get(name));
    }

    private void write() throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), ".pins-", ".json");
        Files.writeString(fresh, Arguments.from(pinned).json());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
