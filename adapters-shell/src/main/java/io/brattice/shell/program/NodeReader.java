package io.brattice.shell.program;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code node}: code, but for a few questions about itself and about a JSON file of the project. */
final class NodeReader implements Reader {

    private static final Set<String> HELP = Set.of("-v", "--version", "-h", "--help", "--v8-options");
    private static final Set<String> TEXT = Set.of("-e", "-p", "-pe", "--eval", "--print");
    private static final String JSON = "require\\((['\"])(\\./[\\w./-]*\\.json)\\2\\)(?:\\.\\w+)*";
    private static final String EXPRESSION =
            "(process\\.(?:version|platform|arch|execPath|versions(?:\\.\\w+)?|cwd\\(\\))|[0-9+\\-*/%(). ]+|" + JSON
                    + ")";
    private static final Pattern HARMLESS = Pattern.compile("\\s*(?:console\\.log\\()?" + EXPRESSION + "\\)?;?\\s*");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        if (words.isEmpty()) {
            if (call.situation().input().given()) {
                acts.code("runs code from its standard input");
            }
            return;
        }
        Term first = words.get(0);
        if (first.known() && HELP.contains(first.text())) {
            return;
        }
        boolean check =
                first.known() && (first.text().equals("-c") || first.text().equals("--check"));
        if (check && words.size() == 2 && !words.get(1).many() && !words.get(1).mayBeOption()) {
            acts.file(FileAct.READ, words.get(1));
        } else if (words.size() == 2
                && first.known()
                && TEXT.contains(first.text())
                && words.get(1).known()) {
            text(words.get(1).text(), call.situation(), acts);
        } else {
            acts.code("runs JavaScript");
            if (!first.mayBeOption()) {
                acts.file(FileAct.READ, first);
            }
        }
    }

    private static void text(String text, Situation situation, Acts acts) {
        Matcher matcher = HARMLESS.matcher(text);
        if (!matcher.matches()) {
            acts.code("runs JavaScript in its arguments");
            return;
        }
        Optional<String> json = Optional.ofNullable(matcher.group(3));
        if (json.isEmpty()) {
            return;
        }
        // a folder of that name would be run
        Optional<Path> file = situation.path(json.get());
        if (file.isPresent() && situation.world().followed(file.get()) == World.Kind.FILE) {
            acts.file(FileAct.READ, Term.of(json.get()));
        } else {
            acts.code("runs JavaScript in its arguments");
        }
    }
}
