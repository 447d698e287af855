package io.brattice.shell.containment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a trial said, by section. */
final class Sight {

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    Sight(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("== ")) {
                lines = sections.computeIfAbsent(line.substring(3), name -> new ArrayList<>());
            } else {
                lines.add(line);
            }
        }
    }

    boolean isWhole() {
        return sections.containsKey("end");
    }

    List<String> section(String name) {
        return sections.getOrDefault(name, List.of());
    }

    boolean did(String what) {
        return section("done").contains(what);
    }

    /** A field of the status: {@code CapEff}. */
    Optional<String> status(String name) {
        return section("status").stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** The soft limit of a row: {@code Max processes}. */
    Optional<String> limit(String name) {
        return section("limits").stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip().split(" +", 2)[0])
                .findFirst();
    }

    /**
     * The mounts that can be seen and written to, by path as the kernel writes it. One that lies below another mount of the same path or
     * of a folder above it that came later is not seen.
     */
    List<String> writable() {
        List<String[]> mounts = section("mounts").stream()
                .map(line -> line.split(" ", -1))
                .filter(columns -> columns.length > 5)
                .toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < mounts.size(); i++) {
            String path = mounts.get(i)[4];
            boolean covered = false;
            for (String[] later : mounts.subList(i + 1, mounts.size())) {
                covered |= path.equals(later[4]) || path.startsWith(later[4].equals("/") ? "/" : later[4] + "/");
            }
            if (!covered && !List.of(mounts.get(i)[5].split(",", -1)).contains("ro")) {
                found.add(path);
            }
        }
        return found;
    }
}
