package io.brattice.shell.containment;

import io.brattice.shell.process.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs all tries by one means, as whoever runs this. Started as a program it does so for another user. */
final class Escapes {

    private static final String OK = "ok";
    private static final int LONGEST_SECONDS = 60;

    private Escapes() {}

    /** Arguments: the means, a folder of this user, which part of the tries: 1 for all, 5 for each fifth. One line for each try: its name, a tab, and what is wrong. */
    public static void main(String[] args) throws Exception {
        run(args[0], Path.of(args[1]), Integer.parseInt(args[2]))
                .forEach((name, verdict) -> System.out.println(name + "\t" + verdict));
    }

    /** By name, {@code ok} or why it was skipped or what is wrong. */
    static Map<String, String> run(String name, Path base, int part) throws Exception {
        Supplies supplies = Supplies.ofThisProcess();
        Enclosure enclosure = SelfTest.enclosures(
                        Environment.in(Path.of("/")).build().binaries(), supplies)
                .stream()
                .filter(one -> one.means().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("`" + name + "` is not there"));
        Containment containment = SelfTest.tried(enclosure);
        if (!containment.holds()) {
            throw new IOException(
                    "`" + name + "` does not hold: " + containment.lacking().orElse(""));
        }
        Map<String, String> verdicts = new LinkedHashMap<>();
        try (Outside outside =
                new Outside(base.toRealPath(), "m" + ProcessHandle.current().pid() + name)) {
            List<Escape> all = Escape.all();
            for (int i = 0; i < all.size(); i += part) {
                Escape escape = all.get(i);
                if (!isLimited(containment, escape.limits())) {
                    verdicts.put(escape.name(), "SKIPPED it is not limited here");
                    continue;
                }
                verdicts.put(escape.name(), tried(containment, outside, escape));
            }
        }
        return verdicts;
    }

    private static boolean isLimited(Containment containment, Limits limits) {
        Limits usual = Limits.usual();
        return (limits.memory() == usual.memory() || holds(containment, Promise.MEMORY))
                && (limits.processes() == usual.processes() || holds(containment, Promise.COUNT));
    }

    private static boolean holds(Containment containment, Promise promise) {
        return containment.guarantees().contains(promise.holds());
    }

    private static String tried(Containment containment, Outside outside, Escape escape) throws Exception {
        Cell cell = outside.cell(escape.limits());
        Map<String, String> before = outside.state();
        Entrance entrance =
                containment.entrance(cell, List.of("/bin/bash", "-c", escape.script()), outside.workspace());
        List<String> command = new ArrayList<>(List.of("/usr/bin/setsid"));
        command.addAll(entrance.command());
        Path output = Files.createTempFile("brattice-escape", ".out");
        try {
            // Not by Execution, which would end what is left by itself.
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(outside.workspace().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(outside.variables());
            Process process = builder.start();
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            List<String> harm = outside.harm();
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return "it did not end";
            }
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            return verdict(before, outside.state(), harm, text, entrance.wasRefused());
        } finally {
            Files.delete(output);
        }
    }

    private static String verdict(
            Map<String, String> before, Map<String, String> after, List<String> harm, String text, boolean refused) {
        List<String> wrong = new ArrayList<>(harm);
        if (!before.equals(after)) {
            after.forEach((path, facts) -> {
                if (!facts.equals(before.get(path))) {
                    wrong.add("`" + path + "` was " + before.get(path) + " and is " + facts);
                }
            });
            before.keySet().stream()
                    .filter(path -> !after.containsKey(path))
                    .forEach(path -> wrong.add(path + " is gone"));
        }
        if (refused) {
            wrong.add("it was not tried: " + text);
        }
        if (text.contains("ESCAPED") || text.contains(Outside.CANARY)) {
            wrong.add(text);
        }
        if (wrong.isEmpty() && text.contains("SKIPPED")) {
            return text.lines()
                    .filter(line -> line.contains("SKIPPED"))
                    .findFirst()
                    .orElse(OK);
        }
        if (wrong.isEmpty() && !text.contains("TRIED")) {
            wrong.add("it broke off: " + text);
        }
        return wrong.isEmpty()
                ? OK
                : String.join("; ", wrong).replace('\n', ' ').replace('\t', ' ');
    }
}
