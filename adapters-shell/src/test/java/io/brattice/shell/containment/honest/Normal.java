package io.brattice.shell.containment.honest;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A text without what is another at every run. Whatever else two bare runs do not agree on is ignored too; these are those on
 * which they may agree by chance.
 */
final class Normal {

    private record Rule(Pattern pattern, String instead) {}

    private static final List<Rule> RULES = List.of(
            // How long something took: 0.52s, 12 ms, 1.2 sec, 0:00.01, duration_ms 3.25
            new Rule(Pattern.compile("\\b\\d+([.,]\\d+)?\\s?(ns|us|µs|ms|s|sec|secs|seconds|second)\\b"), "<time>"),
            new Rule(Pattern.compile("\\bduration_ms [\\d.]+"), "duration_ms <time>"),
            new Rule(Pattern.compile("\\btime=\"[\\d.,]+\""), "time=\"<time>\""),
            // Where something lies in memory: 0x7ffe12345678
            new Rule(Pattern.compile("\\b0x[0-9a-f]{6,16}\\b"), "<address>"),
            // Numbers of processes, as valgrind and the sanitizers put them before each of their lines
            new Rule(Pattern.compile("(?m)==\\d+=="), "==<pid>=="));

    private Normal() {}

    static String of(String text) {
        String normal = text;
        for (Rule rule : RULES) {
            normal = rule.pattern().matcher(normal).replaceAll(rule.instead());
        }
        return normal;
    }
}
