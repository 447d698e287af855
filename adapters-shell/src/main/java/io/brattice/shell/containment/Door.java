package io.brattice.shell.containment;

import io.brattice.shell.process.Binaries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands outside of every cell and waits for its end: it knows whether the command was reached, and nobody inside can tell it
 * otherwise.
 *
 * <p>The last step before the command, inside, writes a word into a pipe and closes it. Without the word the command has not been
 * started: the door then leaves a file and answers {@link Entrance#REFUSED}.
 *
 * <p>The door does not listen when it is told to end: what is inside is told the same, and has its moment to do so. When the door is
 * killed, all that is inside is.
 */
final class Door {

    /**
     * Arguments: the path of the refusal, a file that is opened as descriptor 7, how many control groups and the
     * files that let one into them, the command. Its output is 8, the pipe 9. A command
     * that runs out of memory is to be the first that the system ends.
     */
    private static final String OUTSIDE = "refusal=$1 file=$2 groups=$3; shift 3; trap '' TERM\n"
            + "refuse() {\n"
            + "  echo 'the cell could not be entered, so the command has not run' >&2\n"
            + "  : >\"$refusal\"; exit " + Entrance.REFUSED + "\n"
            + "}\n"
            + "while [ \"$groups\" -gt 0 ]; do\n"
            + "  echo $$ >\"$1\" || refuse; shift; groups=$((groups - 1))\n"
            + "done\n"
            + "{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null\n"
            + "{ word=$(exec \"$@\" 7<\"$file\" 9>&1 >&8 8>&-); } 8>&1\n"
            + "status=$?\n"
            + "[ \"$word\" = in ] || refuse\n"
            + "exit $status";

    private static final int BLOCK = 512;
    private static final String FILTERED = Scripts.of("filtered.pl");
    private static final String INSIDE = Scripts.of("inside.sh");

    /** Root of a cell is root of nobody else's files: `tar` would fail to give them away, and need not try. */
    private static final String OF_ROOT =
            "TAR_OPTIONS=\"${TAR_OPTIONS:+$TAR_OPTIONS }--no-same-owner\"; export TAR_OPTIONS\n";

    private final Path sh;
    private final Optional<Path> env;
    private final Optional<Path> perl;
    private final Optional<byte[]> filter;
    private final Optional<byte[]> strict;
    private final Supplies supplies;
    private final Groups groups;
    private final boolean root;

    /** @param perl what sets the filter where the means cannot */
    Door(Binaries binaries, Optional<Path> perl, Supplies supplies, Groups groups, boolean signals, Myself myself) {
        this.root = myself.user() == 0;
        this.groups = groups;
        this.supplies = supplies;
        this.filter = SystemCalls.filter(System.getProperty("os.arch", ""), false);
        this.strict = SystemCalls.filter(System.getProperty("os.arch", ""), true);
        this.perl = perl;
        this.sh = Path.of("/bin/sh");
        this.env = signals ? binaries.resolve("env") : Optional.empty();
    }

    /**
     * The whole command.
     *
     * @param lasting true for one that stays, see {@link Stay}
     */
    List<String> outside(List<String> entering, Limits limits, Path refusal, boolean lasting) throws IOException {
        Path file;
        if (lasting && strict.isPresent()) {
            file = supplies.written("filter-strict", strict.get());
        } else {
            file = filter.isPresent() ? supplies.written("filter", filter.get()) : supplies.blank();
        }
        List<String> all =
                new ArrayList<>(List.of(sh.toString(), "-c", OUTSIDE, "sh", refusal.toString(), file.toString()));
        List<Path> doors = groups.doors(limits);
        all.add(Integer.toString(doors.size()));
        doors.forEach(path -> all.add(path.toString()));
        all.addAll(entering);
        return List.copyOf(all);
    }

    Groups groups() {
        return groups;
    }

    /** True when descriptor 7 is a filter of system calls. */
    boolean filters() {
        return filter.isPresent();
    }

    /** For means that cannot set a filter: perl sets it, where there is one. */
    List<String> filtered(Map<Path, Path> closed, Limits limits, List<String> argv) {
        List<String> all = new ArrayList<>();
        perl.ifPresent(path -> all.addAll(
                List.of(path.toString(), "-e", FILTERED, SystemCalls.ofPrctl(System.getProperty("os.arch", "")))));
        all.addAll(inside(closed, limits, argv));
        return List.copyOf(all);
    }

    /**
     * What is to be run inside, where everything is as the command is to find it.
     *
     * @param closed mounts of which it is to be seen first that they are what they should be, with a mount above each
     */
    List<String> inside(Map<Path, Path> closed, Limits limits, List<String> argv) {
        List<String> all = new ArrayList<>(List.of(sh.toString(), "-c", root ? OF_ROOT + INSIDE : INSIDE, "sh"));
        all.add(limit(limits.fileSize() / BLOCK, limits.fileSize() == Long.MAX_VALUE));
        all.add(limit(limits.cpuTime().toSeconds(), limits.cpuTime().toSeconds() >= Integer.MAX_VALUE));
        all.add(limit(limits.processes(), limits.processes() == Integer.MAX_VALUE));
        all.add(Integer.toString(closed.size()));
        closed.forEach((path, above) -> all.addAll(List.of(inTable(path), inTable(above))));
        env.ifPresent(path -> all.addAll(List.of(path.toString(), "--default-signal=TERM")));
        all.addAll(argv);
        return List.copyOf(all);
    }

    /** As the kernel writes a path into the table of mounts. */
    private static String inTable(Path path) {
        return path.toString()
                .replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }

    private static String limit(long most, boolean none) {
        return none ? "-" : Long.toString(most);
    }
}
