package io.brattice.rulebook.load;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads every file of a folder in a process with little memory, and tells what became of each and how much of a processor it took. */
final class HostileChild {

    private HostileChild() {}

    public static void main(String[] args) throws Exception {
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of(args[0]))) {
            files = found.sorted().toList();
        }
        // Once before it is measured: the first file would pay for the classes.
        BookReader.standard().read(files.get(0));
        for (Path file : files) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Reading reading = BookReader.standard().read(file);
            long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            System.out.println((reading instanceof Reading.Problems ? "problems" : "loaded") + " " + took / 1_000_000
                    + " " + file.getFileName());
        }
    }
}
