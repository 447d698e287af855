package io.brattice.shell.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The user and the group by which this process is known. */
record Myself(long user, long group) {

    static Myself seen() throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        return new Myself(effective(status, "Uid:"), effective(status, "Gid:"));
    }

    private static long effective(List<String> status, String row) throws IOException {
        return status.stream()
                .filter(line -> line.startsWith(row))
                .map(line -> line.split("\\s+", -1)[2])
                .map(Long::valueOf)
                .findFirst()
                .orElseThrow(() -> new IOException("`/proc/self/status` does not tell who this is; mount /proc"));
    }
}
