package io.brattice.shell.git;

import io.brattice.shell.process.ShellResult;
import io.brattice.shell.process.Sink;
import io.brattice.shell.process.Stdin;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bytes from among git's objects, as they are stored: nothing is converted, nothing runs. */
record GitObjects(Git git) {

    /** Those of the objects that are not there. */
    Set<String> missing(Collection<String> ids) throws IOException {
        Set<String> missing = new HashSet<>();
        if (ids.isEmpty()) {
            return missing;
        }
        ShellResult answer = git.tell(
                List.of("--no-replace-objects", "cat-file", "--batch-check=%(objectname)"),
                Stdin.text(String.join("\n", ids) + "\n"),
                Sink.KEPT);
        if (answer.exit() != 0 || answer.truncated()) {
            throw new IOException("git does not tell which objects it has");
        }
        answer.stdout()
                .lines()
                .filter(line -> line.endsWith(" missing"))
                .forEach(line -> missing.add(line.substring(0, line.indexOf(' '))));
        return missing;
    }

    /**
     * Writes objects into files that are not there yet.
     *
     * @param wanted the object for each file
     * @param scratch a name for a file that is there while this runs
     */
    void write(Map<Path, String> wanted, Path scratch) throws IOException {
        if (wanted.isEmpty()) {
            return;
        }
        List<Path> files = new ArrayList<>(wanted.keySet());
        StringBuilder question = new StringBuilder();
        files.forEach(file -> question.append(wanted.get(file)).append('\n'));
        ShellResult answer = git.tell(
                List.of("--no-replace-objects", "cat-file", "--batch"),
                Stdin.text(question.toString()),
                Sink.file(scratch));
        if (answer.exit() != 0) {
            throw new IOException("git does not give back what it has stored: "
                    + answer.stderr().strip());
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(scratch), 1 << 16)) {
            for (Path file : files) {
                String[] header = line(in).split(" ", 3);
                if (header.length < 3 || !header[1].equals("blob")) {
                    throw new IOException("git does not have `" + wanted.get(file) + "` any more");
                }
                copy(in, file, Long.parseLong(header[2]));
            }
        }
        Files.delete(scratch);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void copy(InputStream in, Path file, long size) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new IOException("git broke off in the middle of an object");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        if (in.read() != '\n') {
            throw new IOException("git answers in a way that is not known");
        }
    }
}
