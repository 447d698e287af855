package io.brattice.shell.rehearsal;

import io.brattice.action.Resource;
import io.brattice.shell.process.ShellResult;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is done with the words of programs before anyone reads or compares them. */
final class Texts {

    private static final Pattern ESCAPES =
            Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|.)");
    /** Log lines and warnings: {@code E1125 01:41:14.794087 19600 memcache.go:265] …}. */
    private static final Pattern CHATTER =
            Pattern.compile("^([EWIF]\\d{4} \\d\\d:\\d\\d:|WARNING|Warning|warning|npm warn|W: )");

    private static final Pattern ERROR =
            Pattern.compile("^(E: |error|fatal|npm err)|\\berror\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSING = Pattern.compile(
            "0x[0-9a-fA-F]+|\\d{4}-\\d\\d-\\d\\d[T _]\\S+|\\d\\d:\\d\\d:\\d\\d\\S*|\\bpid \\d+|/tmp/\\S+");
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_NAME = 4000;

    private Texts() {}

    /** Without colours, blanks at line ends, carriage returns, and empty lines at both ends. */
    static String plain(String text) {
        return ESCAPES.matcher(text)
                .replaceAll("")
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** The line that says what went wrong, the same each time it goes wrong: without times, numbers of processes, addresses. */
    static String error(ShellResult result) {
        List<String> all = lines(result).toList();
        List<String> said =
                all.stream().filter(line -> !CHATTER.matcher(line).find()).toList();
        List<String> lines = said.isEmpty() ? all : said;
        String line = lines.stream()
                .filter(one -> ERROR.matcher(one).find())
                .findFirst()
                .orElseGet(() -> lines.isEmpty() ? "no answer" : lines.get(0));
        String stable = PASSING.matcher(line).replaceAll("…");
        return stable.length() > LONGEST_LINE ? stable.substring(0, LONGEST_LINE) + "…" : stable;
    }

    private static Stream<String> lines(ShellResult result) {
        return Stream.of(result.stderr(), result.stdout())
                .flatMap(text -> plain(text).lines())
                .map(line -> line.replaceAll("[\\p{Cntrl}│╷╵]", " ").strip())
                .filter(line -> !line.isEmpty());
    }

    /** {@code scheme:name}, with what a name may not have encoded. */
    static Resource resource(String scheme, String name) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return new Resource(scheme + Resource.tool(shown).uri().substring("tool".length()));
    }
}
