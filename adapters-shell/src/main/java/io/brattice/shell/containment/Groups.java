package io.brattice.shell.containment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Control groups with limits for what is contained, where this process may make some: one for all cells of this process that have the same
 * limits. They are removed when this process ends.
 */
final class Groups {

    static final Groups NONE = new Groups(Map.of());

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String MEMORY = "memory";
    private static final String PIDS = "pids";

    /** Folders in which groups can be made, by what they limit. In version 2 both are the same. */
    private final Map<String, Path> parents;

    private final Map<Limits, List<Path>> made = new ConcurrentHashMap<>();

    private Groups(Map<String, Path> parents) {
        this.parents = Map.copyOf(parents);
    }

    /** Those that can be made here; perhaps none. */
    static Groups ofThisHost() {
        Map<String, Path> parents = new LinkedHashMap<>();
        try {
            List<String> own = Files.readAllLines(Path.of("/proc/self/cgroup"));
            for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
                int dash = line.indexOf(" - ");
                String[] left = line.substring(0, dash).split(" ", -1);
                String[] right = line.substring(dash + 3).split(" ", -1);
                Path mount = Path.of(left[4]);
                if (right[0].equals("cgroup2")) {
                    version2(mount, own)
                            .ifPresent(
                                    parent -> List.of(MEMORY, PIDS).forEach(what -> parents.putIfAbsent(what, parent)));
                } else if (right[0].equals("cgroup")) {
                    for (String what : List.of(MEMORY, PIDS)) {
                        if (List.of(right[2].split(",", -1)).contains(what)) {
                            version1(mount, own, what).ifPresent(parent -> parents.put(what, parent));
                        }
                    }
                }
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return NONE;
        }
        return new Groups(parents);
    }

    private static Optional<Path> version1(Path mount, List<String> own, String what) {
        return own.stream()
                .map(line -> line.split(":", 3))
                .filter(columns -> List.of(columns[1].split(",", -1)).contains(what))
                .map(columns -> mount.resolve(columns[2].substring(1)))
                .filter(Files::isWritable)
                .findFirst();
    }

    /** Beside the own group: one that has members cannot have parts with limits. */
    private static Optional<Path> version2(Path mount, List<String> own) throws IOException {
        Optional<Path> group = own.stream()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> mount.resolve(line.substring(4)))
                .findFirst();
        Optional<Path> parent = group.map(path -> path.equals(mount) ? mount : path.getParent());
        if (parent.isEmpty() || !Files.isWritable(parent.get())) {
            return Optional.empty();
        }
        Path control = parent.get().resolve("cgroup.subtree_control");
        List<String> controlled = List.of(Files.readString(control).strip().split(" ", -1));
        return controlled.containsAll(List.of(MEMORY, PIDS)) ? parent : Optional.empty();
    }

    boolean limitMemory() {
        return parents.containsKey(MEMORY);
    }

    boolean limitProcesses() {
        return parents.containsKey(PIDS);
    }

    /** The files into which a process writes its number to come under these limits. */
    List<Path> doors(Limits limits) throws IOException {
        List<Path> known = made.get(limits);
        if (known != null && known.stream().allMatch(Files::exists)) {
            return known;
        }
        List<Path> doors = new ArrayList<>();
        for (Path parent : parents.values().stream().distinct().toList()) {
            Path group = parent.resolve("brattice-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
            Files.createDirectory(group);
            group.toFile().deleteOnExit();
            limit(group, limits);
            doors.add(group.resolve("cgroup.procs"));
        }
        made.put(limits, List.copyOf(doors));
        return doors;
    }

    private static void limit(Path group, Limits limits) throws IOException {
        Map<String, Long> values = Map.of(
                "pids.max", (long) limits.processes(),
                "memory.max", limits.memory(),
                "memory.limit_in_bytes", limits.memory());
        try (Stream<Path> all = Files.list(group)) {
            for (Path file : all.toList()) {
                Long value = values.get(String.valueOf(file.getFileName()));
                if (value != null && value < Integer.MAX_VALUE * 1L << 20) {
                    Files.write(file, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }
}
