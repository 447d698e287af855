package io.brattice.console.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A throw-away world of real directories and real git repositories.
 *
 * <p>In it: a private home with a project, the bare remote of that project, an environment of services, a bank's book, and a
 * folder that stands for the internet. Every child process has this home and no other, and nothing is run before it was
 * checked that what it could destroy lies inside.
 */
final class World {

    /** What a command left: its exit status, and what it printed on both streams. */
    record Exit(int status, String output) {}

    private static final int PATIENCE_IN_SECONDS = 60;

    private final Sandbox sandbox;
    private final Path root;
    private final Random random = new Random(2025);
    private boolean tildeChecked;

    private World(Sandbox sandbox, Path root) {
        this.sandbox = sandbox;
        this.root = root;
    }

    /** Builds a world in a new folder of the sandbox. */
    static World in(Sandbox sandbox, String name) throws IOException {
        World world = new World(sandbox, Files.createDirectory(sandbox.root().resolve(name)));
        world.furnish();
        return world;
    }

    Path root() {
        return root;
    }

    Path home() {
        return root.resolve("home");
    }

    Path project() {
        return home().resolve("project");
    }

    /** The bare repository that others push to as well. */
    Path remote() {
        return root.resolve("remote.git");
    }

    Environment environment() {
        return new Environment(root.resolve("services"));
    }

    PaymentBook bank() {
        return new PaymentBook(root.resolve("bank.json"));
    }

    /** Where everything lands that is sent away with {@code tools/curl}. */
    Path internet() {
        return root.resolve("internet");
    }

    /** Where a provider keeps its volumes. */
    Path volumes() {
        return root.resolve("volumes");
    }

    /** Does this when the sandbox closes. */
    void whenOver(Runnable last) {
        sandbox.whenOver(last);
    }

    /** The environment of every child process: nothing of the person who runs the demo but the search path. */
    Map<String, String> variables() {
        Map<String, String> all = new HashMap<>(ownVariables());
        all.put("HOME", home().toString());
        all.put("GIT_CONFIG_NOSYSTEM", "1");
        all.put("npm_config_update_notifier", "false");
        all.put("CHECKPOINT_DISABLE", "1"); // Terraform would ask for its newest version
        all.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        return all;
    }

    /** The part of it that the shell tool is given: the rest it sets itself, or refuses. */
    Map<String, String> ownVariables() {
        return Map.of(
                "LC_ALL", "C",
                "INTERNET", internet().toString(),
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_AUTHOR_DATE", "2025-06-01T12:00:00Z",
                "GIT_COMMITTER_DATE", "2025-06-01T12:00:00Z");
    }

    /** Runs a command line with bash in the project folder. */
    Exit bash(String command) throws IOException {
        checkInside();
        return run(project(), List.of("bash", "--noprofile", "--norc", "-c", command));
    }

    /** Writes a file of the project. */
    void write(String path, String content) throws IOException {
        write(project().resolve(path), content);
    }

    /** Makes that many lines of text, the same ones every time. */
    String lines(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("line ")
                    .append(i)
                    .append(": ")
                    .append(Long.toHexString(random.nextLong()))
                    .append('\n');
        }
        return text.toString();
    }

    /** The commits that some branch or tag of the project or its remote leads to. */
    List<String> commits() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path repository : List.of(project().resolve(".git"), remote())) {
            if (Files.isDirectory(repository)) {
                Exit exit = run(root, List.of("git", "--git-dir=" + repository, "rev-list", "--all"));
                exit.output().lines().forEach(all::add);
            }
        }
        return all;
    }

    /**
     * Refuses to go on unless everything the next command could name by {@code ~} or by its working folder lies in here.
     *
     * @throws IllegalStateException when it does not
     */
    private void checkInside() throws IOException {
        Sandbox.checkInside(root, home());
        Sandbox.checkInside(home(), project());
        Sandbox.checkInside(root, remote());
        if (!tildeChecked) {
            Exit tilde = run(project(), List.of("bash", "--noprofile", "--norc", "-c", "cd ~ && pwd -P"));
            Sandbox.checkInside(root, Path.of(tilde.output().strip()));
            tildeChecked = true; // bash takes it from HOME, which never changes; where HOME leads is checked each time
        }
    }

    private void furnish() throws IOException {
        Files.createDirectories(project());
        Files.createDirectory(internet());
        Files.createDirectory(remote());
        write(home().resolve(".gitconfig"), """
                [user]
                name = Robin
                email = robin@example.invalid
                [init]
                defaultBranch = main
                [core]
                fsync = none
                [gc]
                auto = 0
                """);
        write(home().resolve(".ssh/id_ed25519"), "a private key would be here\n" + lines(6));
        for (int i = 0; i < 240; i++) {
            byte[] picture = new byte[3_000];
            random.nextBytes(picture);
            picture[0] = 0;
            write(home().resolve("pictures/img-" + i + ".jpg"), picture);
        }
        for (int i = 0; i < 60; i++) {
            write(home().resolve("documents/letter-" + i + ".txt"), lines(20));
        }
        write("README.md", "# Ledger of the harbour office\n" + lines(30));
        for (int i = 0; i < 12; i++) {
            write("src/part-" + i + ".js", lines(60));
            write("tests/part-" + i + ".test.js", lines(25));
        }
        write("patches/0001-locks.patch", lines(40));
        write("patches/0002-tides.patch", lines(40));
        write("plan/next.md", lines(15));
        Path curl = project().resolve("tools/curl");
        write(curl, """
                #!/usr/bin/env bash
                # Stands for the real one: whatever would leave lands in a folder.
                for word in "$@"; do
                  case $word in @*) cat "${word#@}" >>"$INTERNET/sent" ;; esac
                done
                """);
        // Not on the search path: a real one could be found before it.
        Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
        git("""
            git init --quiet
            git add --all
            git commit --quiet --message 'The office opens'
            git init --quiet --bare %1$s
            git remote add origin %1$s
            git push --quiet --set-upstream origin main
            """.formatted(remote()));
    }

    /** Runs lines of git commands that must all succeed. */
    void git(String script) throws IOException {
        Exit exit = bash("set -e\n" + script);
        if (exit.status() != 0) {
            throw new IOException("git could not prepare the world: " + exit.output());
        }
    }

    private static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, content);
    }

    private Exit run(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("`" + String.join(" ", command) + "` did not end in time");
            }
            return new Exit(process.exitValue(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
