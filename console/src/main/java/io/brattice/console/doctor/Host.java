package io.brattice.console.doctor;

import io.brattice.shell.process.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of this host matters for containment.
 *
 * @param system the name of the operating system
 * @param distribution for people; empty where nothing tells
 * @param families what it is and what it is like, as package managers go: {@code ubuntu}, {@code debian}
 * @param root whether this process is root's
 * @param container whether it runs in a container
 * @param bubblewrap whether there is {@code bwrap} in the folders of the system
 * @param settings of the kernel, by path below {@code /proc/sys}; those that are not there are left out
 */
record Host(
        String system,
        String distribution,
        List<String> families,
        boolean root,
        boolean container,
        boolean bubblewrap,
        Map<String, String> settings) {

    private static final Path ROOT = Path.of("/");
    private static final List<String> SIGNS_OF_CONTAINERS =
            List.of("/.dockerenv", "/run/.containerenv", "/run/systemd/container");
    private static final List<String> VARIABLES_OF_CONTAINERS = List.of("container", "KUBERNETES_SERVICE_HOST");

    Host {
        families = List.copyOf(families);
        settings = Map.copyOf(settings);
    }

    /** @param settings those to be looked up */
    static Host ofThisProcess(Map<String, String> variables, Collection<String> settings) {
        String system = System.getProperty("os.name", "");
        if (!system.equals("Linux")) {
            return new Host(system, "", List.of(), false, false, false, Map.of());
        }
        Map<String, String> release = release(lines(Path.of("/etc/os-release")));
        List<String> families = new ArrayList<>();
        families.add(release.getOrDefault("ID", ""));
        families.addAll(List.of(release.getOrDefault("ID_LIKE", "").split(" ", -1)));
        families.removeIf(String::isEmpty);
        Map<String, String> found = new HashMap<>();
        for (String setting : settings) {
            lines(Path.of("/proc/sys").resolve(setting)).stream()
                    .findFirst()
                    .ifPresent(value -> found.put(setting, value.strip()));
        }
        return new Host(
                system,
                release.getOrDefault("PRETTY_NAME", ""),
                families,
                isRoot(),
                SIGNS_OF_CONTAINERS.stream().map(Path::of).anyMatch(Files::exists)
                        || VARIABLES_OF_CONTAINERS.stream().anyMatch(variables::containsKey),
                Environment.in(ROOT).build().binaries().resolve("bwrap").isPresent(),
                found);
    }

    boolean isLinux() {
        return system.equals("Linux");
    }

    boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** {@code NAME=value} lines, with quotes or without. */
    static Map<String, String> release(List<String> lines) {
        Map<String, String> release = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = line.substring(equals + 1).strip();
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                release.put(line.substring(0, equals), quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return release;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.toList();
        } catch (IOException | java.io.UncheckedIOException absent) {
            return List.of();
        }
    }
}
