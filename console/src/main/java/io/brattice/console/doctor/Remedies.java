package io.brattice.console.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What somebody can do on a host that contains nothing. The rows are in {@code remedies.txt}. */
final class Remedies {

    static final Remedies KNOWN = load();

    private static final String AGAIN = "then run `brattice doctor` again";
    private static final String CONTAINER =
            "allow name spaces in this container; of Docker: `--security-opt seccomp=unconfined --security-opt"
                    + " apparmor=unconfined --security-opt systempaths=unconfined`, or a seccomp profile of your own that"
                    + " allows `clone`, `unshare`, `mount`, `umount2` and `pivot_root`; or run the gate outside of it";
    private static final String ANY_PACKAGE = "install the package `bubblewrap` of your distribution";

    /** A setting that forbids what a cell needs. */
    private record Setting(String path, String value, boolean rootToo, String remedy) {

        boolean hinders(Host host) {
            return value.equals(host.settings().get(path)) && (rootToo || !host.root());
        }
    }

    private final Map<String, String> packages = new LinkedHashMap<>();
    private final List<Setting> settings = new ArrayList<>();

    private Remedies() {}

    /** The settings that are to be looked up. */
    Set<String> settings() {
        return Set.copyOf(settings.stream().map(Setting::path).toList());
    }

    /** One thing a line, in the order in which to try them; none where all is well. */
    List<String> of(Finding finding, Host host) {
        if (finding.holds()) {
            return List.of();
        }
        if (host.isWindows()) {
            return List.of("run the application, with the gate in it, in WSL 2", AGAIN + " there");
        }
        if (!host.isLinux()) {
            return List.of(
                    "run the application, with the gate in it, in a virtual machine with Linux", AGAIN + " there");
        }
        List<String> all = new ArrayList<>();
        if (!host.bubblewrap()) {
            all.add(host.families().stream()
                    .flatMap(family -> Stream.ofNullable(packages.get(family)))
                    .findFirst()
                    .map(command -> "`" + command + "`")
                    .orElse(ANY_PACKAGE));
        }
        if (!finding.isEntered()) {
            settings.stream().filter(setting -> setting.hinders(host)).forEach(setting -> all.add(setting.remedy()));
            if (host.container()) {
                all.add(CONTAINER);
            }
        }
        if (all.isEmpty()) {
            all.add("see what is missing in the table, and what `bwrap --unshare-user --ro-bind / / true` says");
        }
        all.add(AGAIN);
        return all;
    }

    private static Remedies load() {
        Remedies known = new Remedies();
        try (InputStream in = Remedies.class.getResourceAsStream("remedies.txt");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(in, "remedies.txt"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(known::add);
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() == 3 && cells.get(0).equals("package")) {
            packages.put(cells.get(1), cells.get(2));
        } else if (cells.size() == 5
                && cells.get(0).equals("setting")
                && List.of("others", "all").contains(cells.get(3))) {
            settings.add(new Setting(cells.get(1), cells.get(2), cells.get(3).equals("all"), cells.get(4)));
        } else {
            throw new IllegalStateException("bad row `" + line + "`; expected `package | ID | COMMAND` or"
                    + " `setting | PATH | VALUE | others or all | WHAT TO DO`");
        }
    }
}
