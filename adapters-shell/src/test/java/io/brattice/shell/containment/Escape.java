package io.brattice.shell.containment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One try to escape. */
record Escape(String name, Limits limits, String script) {

    private static final String HEAD = "=== ";

    static List<Escape> all() throws IOException {
        List<Escape> all = new ArrayList<>();
        String head = "";
        StringBuilder script = new StringBuilder();
        for (String line : resource("escapes.txt").lines().toList()) {
            if (line.startsWith(HEAD)) {
                add(all, head, script);
                head = line.substring(HEAD.length());
                script.setLength(0);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                script.append(line).append('\n');
            }
        }
        add(all, head, script);
        return all;
    }

    private static void add(List<Escape> all, String head, StringBuilder script) {
        if (head.isEmpty()) {
            return;
        }
        int bar = head.indexOf('|');
        Limits limits = Limits.usual();
        if (bar >= 0) {
            for (String limit : head.substring(bar + 1).strip().split(" ", -1)) {
                limits = limited(limits, limit);
            }
        }
        String name = (bar < 0 ? head : head.substring(0, bar)).strip();
        all.add(new Escape(name, limits, script + "echo TRIED\n"));
    }

    private static Limits limited(Limits limits, String limit) {
        String name = limit.substring(0, limit.indexOf('='));
        int most = Integer.parseInt(limit.substring(limit.indexOf('=') + 1));
        return switch (name) {
            case "processes" -> limits.processes(most);
            case "fileSize" -> limits.fileSize(most);
            case "temporary" -> limits.temporary(most);
            case "memory" -> limits.memory(most);
            case "cpuTime" -> limits.cpuTime(Duration.ofSeconds(most));
            default -> throw new IllegalArgumentException("`" + name + "` is no limit");
        };
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Escape.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("`" + name + "` is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
