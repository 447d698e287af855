package io.brattice.shell.containment;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What a contained command is after: files, secrets, processes and listeners of the user that runs this. */
final class Outside implements Closeable {

    static final String CANARY = "canary-7f3a";

    private final Path base;
    private final String mark;
    private final Process listeners;
    private final Process victim;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    /** @param base an empty folder that no cell covers by itself: not below the temporary folder */
    Outside(Path base, String mark) throws IOException {
        this.base = base;
        this.mark = mark;
        write("home/.bashrc", "before");
        write("home/keep", "before");
        write("home/dir/f", "before");
        for (String secret : List.of(
                ".ssh/id_ed25519",
                ".aws/credentials",
                ".netrc",
                ".npmrc",
                ".cargo/credentials.toml",
                ".m2/settings.xml",
                ".docker/config.json",
                ".bash_history",
                ".gradle/gradle.properties",
                ".config/gh/hosts.yml",
                "things/.env",
                "projects/x/.env.production")) {
            write("home/" + secret, "password=" + CANARY);
        }
        write("home/things/server.key", "-----BEGIN PRIVATE KEY-----\n" + CANARY);
        write("out/f", "before");
        write("out/dir/f", "before");
        write("state/journal/1", CANARY);
        write("state/store/blob", CANARY);
        write("state/rules.yaml", CANARY);
        write("victim/secret", CANARY);
        Files.createDirectories(base.resolve("home/work"));
        Files.createSymbolicLink(base.resolve("home/work/link"), base.resolve("out"));
        Files.createSymbolicLink(base.resolve("home/work/secrets"), base.resolve("home/.ssh"));
        Files.createDirectories(base.resolve("scratch"));
        listeners = new ProcessBuilder(
                        "/usr/bin/perl",
                        "-e",
                        Escape.resource("listeners.pl"),
                        base.resolve("out/s.sock").toString(),
                        base.resolve("home/daemon.sock").toString(),
                        mark + "-abstract")
                .directory(base.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", "exec -a " + mark + "-victim sleep 900")
                .directory(base.resolve("victim").toFile());
        builder.environment().put("SECRET", CANARY);
        victim = builder.start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(listeners.getInputStream(), StandardCharsets.UTF_8));
        String ports = said.readLine();
        if (ports == null) {
            throw new IOException("the listeners did not start");
        }
        Thread ear = new Thread(() -> said.lines().forEach(heard::add), "ear");
        ear.setDaemon(true);
        ear.start();
        variables.putAll(Map.of(
                "WS", workspace().toString(),
                "HOME", base.resolve("home").toString(),
                "OUT", base.resolve("out").toString(),
                "STATE", base.resolve("state").toString(),
                "SOCK", base.resolve("out/s.sock").toString(),
                "ABSTRACT", mark + "-abstract",
                "VICTIM", Long.toString(victim.pid()),
                "TCP", ports.split(" ", -1)[0],
                "UDP", ports.split(" ", -1)[1],
                "MARK", mark));
        variables.put("FREE", System.getProperty("java.io.tmpdir"));
        variables.put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    }

    private void write(String path, String text) throws IOException {
        Path file = base.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Path workspace() {
        return base.resolve("home/work");
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    Cell cell(Limits limits) throws IOException {
        Files.writeString(workspace().resolve("own"), "own");
        return new Cell(
                workspace(),
                true,
                Set.of(),
                Set.of(base.resolve("state"), base.resolve("absent")),
                base.resolve("home"),
                base.resolve("scratch"),
                Optional.empty(),
                limits);
    }

    /** What is of interest, as text: files but for those that may be written to, and the host's names and switches. */
    Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        for (String part : List.of("home", "out", "state", "victim")) {
            try (Stream<Path> all = Files.walk(base.resolve(part))) {
                for (Path path : (Iterable<Path>) all.filter(p -> !p.startsWith(workspace()))::iterator) {
                    state.put(base.relativize(path).toString(), facts(path));
                }
            }
        }
        for (String file : List.of("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/etc/hostname")) {
            Path path = Path.of(file);
            state.put(file, Files.isReadable(path) ? Files.readString(path) : "");
        }
        return state;
    }

    private static String facts(Path path) throws IOException {
        Map<String, Object> facts =
                Files.readAttributes(path, "unix:mode,uid,gid,nlink,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        String what = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.readString(path) : "";
        return new TreeMap<>(facts) + what;
    }

    /** What went wrong outside, besides the state. */
    List<String> harm() {
        List<String> harm = new ArrayList<>(heard);
        if (!victim.isAlive()) {
            harm.add("a process was killed");
        }
        if (!listeners.isAlive()) {
            harm.add("the listeners were killed");
        }
        for (Path folder : List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev/shm"), Path.of("/run"), base)) {
            if (Files.exists(folder.resolve(mark))) {
                harm.add("`" + folder + "` was written to");
            }
        }
        for (String left : living(mark + "-left")) {
            harm.add("it lives on: " + left);
        }
        return harm;
    }

    private static List<String> living(String word) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path ->
                            Character.isDigit(path.getFileName().toString().charAt(0)))
                    .map(Outside::commandLine)
                    .filter(line -> line.contains(word) && !line.contains("TRIED"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() {
        listeners.destroyForcibly();
        victim.destroyForcibly();
    }
}
