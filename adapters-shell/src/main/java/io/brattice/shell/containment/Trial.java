package io.brattice.shell.containment;

import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A cell that is made to see what it holds. */
final class Trial {

    private static final String SCRIPT = Scripts.of("trial.sh");
    private static final String CANARY = "password canary";
    /** What is new in every cell, and small. */
    private static final Set<String> FRESH = Set.of("/run", "/tmp", "/var/tmp", "/dev/shm", "/dev/pts", "/dev/mqueue");

    private static final int MOST_ATTEMPTS = 3;

    private static final List<String> SPACES = List.of("user", "mnt", "pid", "ipc", "uts", "net");

    private final Enclosure enclosure;
    private final Execution execution;
    private final Stay stay;

    Trial(Enclosure enclosure, Execution execution) {
        this(enclosure, execution, Stay.ALONE);
    }

    /** Of a cell in which a command is in this way. */
    Trial(Enclosure enclosure, Execution execution, Stay stay) {
        this.stay = stay;
        this.enclosure = enclosure;
        this.execution = execution;
    }

    /** What was found, one for each promise. */
    List<Guarantee> run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("brattice-trial").toRealPath();
        try {
            Path workspace = Files.createDirectory(folder.resolve("work"));
            Path scratch = Files.createDirectory(folder.resolve("scratch"));
            Path home = Files.createDirectory(folder.resolve("home"));
            Files.writeString(Files.createDirectory(home.resolve(".ssh")).resolve("id_canary"), CANARY);
            Files.writeString(home.resolve(".netrc"), CANARY);
            Cell cell = new Cell(workspace, true, Set.of(), Set.of(), home, scratch, Optional.empty(), Limits.usual());
            Entrance entrance;
            ShellResult result;
            int attempt = 0;
            // A socket that was to be hidden may have vanished before it was, and on a busy host a look at all
            // processes, which is of no one
            // moment, may find what has just ended: both are nothing that is so each time.
            do {
                entrance = enclosure.entrance(
                        cell,
                        List.of("/bin/sh", "-c", SCRIPT, "sh", workspace.toString(), home.toString()),
                        workspace,
                        stay);
                result = execution.run(entrance.command(), workspace);
            } while ((entrance.wasRefused() || result.left() > 0) && ++attempt < MOST_ATTEMPTS);
            Sight sight = new Sight(result.stdout());
            if (entrance.wasRefused() || !sight.isWhole()) {
                return failed(why(entrance, result));
            }
            return judged(sight, result, workspace, scratch, home);
        } finally {
            remove(folder);
        }
    }

    /** Nothing holds where nobody can enter. */
    static List<Guarantee> failed(String why) {
        return Stream.of(Promise.values()).map(promise -> promise.broken(why)).toList();
    }

    private static String why(Entrance entrance, ShellResult result) {
        String said = result.stderr().lines().findFirst().orElse("it said nothing");
        if (result.timedOut()) {
            return "entering took too long";
        }
        return (entrance.wasRefused() ? "a cell could not be entered: " : "a script broke off in a cell: ") + said;
    }

    private List<Guarantee> judged(Sight sight, ShellResult result, Path workspace, Path scratch, Path home) {
        List<Guarantee> all = new ArrayList<>();
        all.add(Promise.ENTERED.holds());
        List<String> shared = shared(sight);
        all.add(Promise.SPACES.found(shared.isEmpty(), "shared with the host: " + shared));
        List<String> rights = Stream.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
                .filter(set ->
                        !sight.status(set).map(text -> text.replace("0", "")).equals(Optional.of("")))
                .toList();
        all.add(Promise.CAPABILITIES.found(rights.isEmpty(), "not empty: " + rights));
        all.add(Promise.NO_NEW_PRIVILEGES.found(
                sight.status("NoNewPrivs").equals(Optional.of("1")), "the flag is not set"));
        List<String> open = sight.writable().stream()
                .filter(path -> !isOpened(path, workspace, home))
                .filter(path ->
                        !path.equals("/proc") || sight.status("Uid").orElse("0").startsWith("0"))
                .toList();
        boolean kept =
                open.isEmpty() && !sight.did("kernel") && !Files.exists(home.resolve("made")) && !sight.did("secret");
        all.add(Promise.READ_ONLY.found(kept, open.isEmpty() ? "something was written" : "can be written to: " + open));
        boolean moved = sight.did("remount") || sight.did("unmount");
        all.add(Promise.REMOUNT.found(!moved, "a mount was changed"));
        all.add(Promise.HIDDEN.found(
                sight.section("seen").stream().noneMatch(line -> line.contains("canary")), "a secret was seen"));
        boolean alone = sight.section("network").size() <= 3
                && sight.section("network").stream()
                        .filter(line -> line.contains(":"))
                        .allMatch(line -> line.strip().startsWith("lo:"));
        boolean filtered = sight.status("Seccomp").equals(Optional.of("2"));
        all.add(Promise.NETWORK.found(
                alone && filtered,
                alone
                        ? "no filter of system calls was set, so that sockets reach the host of a virtual machine;"
                                + " install bubblewrap, or perl"
                        : "there are devices besides the loopback"));
        long processes = sight.section("processes").stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .count();
        all.add(Promise.PROCESSES.found(processes < 10, processes + " processes were seen"));
        List<String> files = sight.section("open").stream()
                .filter(line -> line.contains(" -> "))
                .filter(line -> Stream.of(" 0 -> ", " 1 -> ", " 2 -> ", "/fd").noneMatch(line::contains))
                .toList();
        all.add(Promise.DESCRIPTORS.found(files.isEmpty(), files.size() + " files were open"));
        all.add(Promise.SURVIVORS.found(result.left() == 0, "a process was left running"));
        boolean worked = Files.exists(workspace.resolve("made")) && Files.exists(scratch.resolve("made-by-trial"));
        all.add(Promise.WRITES.found(worked, "they could not be written to"));
        all.add(Promise.HOME.found(sight.did("home"), "the home folder is read-only there"));
        all.add(Promise.NESTED.found(
                !sight.did("nest"), "nested name spaces of users can be made; they give no rights over mounts"));
        all.add(Promise.CALLS.found(filtered, "no filter was set"));
        all.add(Promise.MEMORY.found(
                enclosure.groups().limitMemory(),
                "no control group can be made here; a cell is the first to be ended when memory is short"));
        boolean root = sight.status("Uid").orElse("0").startsWith("0");
        all.add(
                enclosure.groups().limitProcesses()
                        ? Promise.COUNT.holds()
                        : root
                                ? Promise.COUNT.broken("no control group can be made here, and root has no other limit")
                                : limit(
                                        Promise.COUNT,
                                        sight,
                                        "Max processes",
                                        Limits.usual().processes()));
        all.add(limit(Promise.FILE_SIZE, sight, "Max file size", Limits.usual().fileSize()));
        return List.copyOf(all);
    }

    private static Guarantee limit(Promise promise, Sight sight, String row, long wanted) {
        return promise.found(sight.limit(row).equals(Optional.of(Long.toString(wanted))), "it has no limit");
    }

    private static boolean isOpened(String path, Path workspace, Path home) {
        return FRESH.contains(path)
                || path.startsWith("/dev/")
                || path.equals(workspace.toString())
                || path.equals(home.toString());
    }

    /** The name spaces that are the host's. */
    private static List<String> shared(Sight sight) {
        return SPACES.stream()
                .filter(space -> {
                    try {
                        String ours = Files.readSymbolicLink(Path.of("/proc/self/ns", space))
                                .toString();
                        List<String> theirs = sight.section("spaces");
                        return theirs.stream().noneMatch(line -> line.contains(" -> " + space + ":"))
                                || theirs.stream().anyMatch(line -> line.endsWith(" -> " + ours));
                    } catch (IOException e) {
                        return true;
                    }
                })
                .toList();
    }

    /** Its own folder, two levels of files. */
    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
                for (Path one : all) {
                    remove(one);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    /** The environment in which cells are tried. */
    static Map<String, String> environment() {
        return Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL", "C");
    }
}
