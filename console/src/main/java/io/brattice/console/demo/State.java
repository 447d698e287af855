package io.brattice.console.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All of a world that somebody could miss, at one moment.
 *
 * @param files path below the world to content, byte for byte (as ISO 8859-1, one char for each byte); of repositories, only
 *     what is checked out
 * @param commits what branches and tags of the project and its remote lead to
 * @param running each running service, with the instant since when
 * @param overpaid money paid more than once for the same order, in cents
 * @param sent bytes that have left
 */
record State(Map<String, String> files, Set<String> commits, Map<String, String> running, long overpaid, long sent) {

    static State of(World world) throws IOException {
        return new State(
                files(world),
                new HashSet<>(world.commits()),
                world.environment().running(),
                world.bank().overpaid(),
                sizeOf(world.internet()));
    }

    private static Map<String, String> files(World world) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path folder : List.of(world.home(), world.environment().folder(), world.volumes())) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                    Path below = world.root().relativize(file);
                    if (!isInRepository(below)) {
                        files.put(below.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        return files;
    }

    private static boolean isInRepository(Path path) {
        for (Path part : path) {
            if (part.toString().equals(".git")) {
                return true;
            }
        }
        return false;
    }

    private static long sizeOf(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file : (Iterable<Path>) list::iterator) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
