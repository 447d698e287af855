package io.brattice.shell.containment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The unix sockets in the file system to which something on this host is bound now.
 *
 * <p>Does not know those of other network name spaces, such as a container's in a shared folder, nor those that are made later.
 */
final class Sockets {

    private static final Path TABLE = Path.of("/proc/net/unix");
    private static final int COLUMN_OF_THE_PATH = 7;

    private Sockets() {}

    static List<Path> ofThisHost() {
        List<Path> found = new ArrayList<>();
        try {
            for (String line : new String(Files.readAllBytes(TABLE), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] columns = line.strip().split(" +", COLUMN_OF_THE_PATH + 1);
                if (columns.length > COLUMN_OF_THE_PATH && columns[COLUMN_OF_THE_PATH].startsWith("/")) {
                    add(columns[COLUMN_OF_THE_PATH], found);
                }
            }
        } catch (IOException e) {
            // No table, no sockets: a system without it has no cells either.
        }
        return found;
    }

    private static void add(String path, List<Path> found) {
        try {
            Path socket = Path.of(path);
            if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
                found.add(socket.toRealPath());
            }
        } catch (IOException | InvalidPathException e) {
            // Gone meanwhile, or of another name space.
        }
    }
}
