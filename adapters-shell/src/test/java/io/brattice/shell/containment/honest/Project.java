package io.brattice.shell.containment.honest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A small project and what somebody runs in it, one line after the other in the same folder.
 *
 * <p>Its form is a text: a head, then sections that begin with {@code ===}.
 *
 * <pre>
 * # what it is for
 * needs: gcc make            programs without which it is skipped
 * probe: LINE                a line that must succeed bare, or it is skipped
 * home: real                 run with the home folder of this user, where its tools and their caches are
 * === file src/a.c
 * === program tool.sh        a file that may be executed
 * === link name -> target
 * === run build              a line of bash, or several
 * </pre>
 *
 * @param name the language, a dash and what is special
 * @param needs programs it cannot do without
 * @param probe a line of bash, empty when nothing but the programs is needed
 * @param realHome true when it needs what lies in the home folder of this user
 */
public record Project(
        String name, List<String> needs, String probe, boolean realHome, List<Entry> entries, List<Line> lines) {

    /** All files of a fresh copy are as old as this: what is newer was made by a line. */
    private static final FileTime MADE = FileTime.from(Instant.parse("2024-02-03T04:05:06Z"));

    private static final String SECTION = "=== ";

    /** What an entry of the folder is. */
    public enum Kind {
        FILE,
        PROGRAM,
        LINK
    }

    /** A file with its text, or a link with its target. */
    public record Entry(Kind kind, String path, String text) {}

    /** What somebody runs. */
    public record Line(String name, String script) {}

    public Project {
        Objects.requireNonNull(name, "name");
        needs = List.copyOf(needs);
        Objects.requireNonNull(probe, "probe");
        entries = List.copyOf(entries);
        lines = List.copyOf(lines);
    }

    /** The first word of its name. */
    public String language() {
        return name.substring(0, name.indexOf('-'));
    }

    /** The same with its first lines only. */
    Project first(int count) {
        return new Project(name, needs, probe, realHome, entries, lines.subList(0, Math.min(count, lines.size())));
    }

    /** Lays a fresh copy into a folder that is empty or not there. */
    void layInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Entry entry : entries) {
            Path path = folder.resolve(entry.path());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            switch (entry.kind()) {
                case FILE -> Files.writeString(path, entry.text());
                case PROGRAM -> {
                    Files.writeString(path, entry.text());
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
                case LINK -> Files.createSymbolicLink(path, Path.of(entry.text()));
            }
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(p -> !Files.isSymbolicLink(p)).toList()) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.setLastModifiedTime(path, MADE);
                }
            }
        }
    }

    /** Reads the form above. */
    static Project parse(String name, String text) {
        List<String> needs = new ArrayList<>();
        String probe = "";
        boolean realHome = false;
        List<Entry> entries = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        String head = "";
        StringBuilder body = new StringBuilder();
        for (String line : (text + SECTION + "end").lines().toList()) {
            if (line.startsWith(SECTION)) {
                add(head, body.toString(), entries, lines);
                head = line.substring(SECTION.length());
                body.setLength(0);
            } else if (!head.isEmpty()) {
                body.append(line).append('\n');
            } else if (line.startsWith("needs: ")) {
                needs.addAll(List.of(line.substring(7).split(" ", -1)));
            } else if (line.startsWith("probe: ")) {
                probe = line.substring(7);
            } else if (line.equals("home: real")) {
                realHome = true;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalStateException(
                        "`" + name + "` has a head line `" + line + "` that says nothing known");
            }
        }
        return new Project(name, needs, probe, realHome, entries, lines);
    }

    private static void add(String head, String body, List<Entry> entries, List<Line> lines) {
        int space = head.indexOf(' ');
        String rest = head.substring(space + 1);
        switch (head.substring(0, Math.max(0, space))) {
            case "" -> {}
            case "file" -> entries.add(new Entry(Kind.FILE, rest, body));
            case "program" -> entries.add(new Entry(Kind.PROGRAM, rest, body));
            case "link" -> {
                int arrow = rest.indexOf(" -> ");
                entries.add(new Entry(Kind.LINK, rest.substring(0, arrow), rest.substring(arrow + 4)));
            }
            case "run" -> lines.add(new Line(rest, body));
            default -> throw new IllegalStateException("`=== " + head + "` is no section that is known");
        }
    }
}
