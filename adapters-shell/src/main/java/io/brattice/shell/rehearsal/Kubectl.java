package io.brattice.shell.rehearsal;

import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.process.ShellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code kubectl --dry-run=server}: a line for each object. A line that is not understood makes the answer a partial one. */
final class Kubectl implements Reader {

    private static final String RUN = " \\((?:server )?dry run\\)";
    private static final Pattern CHANGED = Pattern.compile("([\\w.-]+)/(\\S+) ([a-z ]+?)(?: \\(no change\\))?" + RUN);
    private static final Pattern DELETED =
            Pattern.compile("([\\w.-]+) \"([^\"]+)\" (?:force )?deleted(?: from (\\S+) namespace)?" + RUN
                    + "(?: from (\\S+) namespace)?");

    @Override
    public List<String> words(Question question) throws UnreadableException {
        Helm.refuseUnlessSure(question.argv(), Set.of("--dry-run=server", "--dry-run=client"));
        return question.argv();
    }

    @Override
    public Answer read(Question question, ShellResult result) throws UnreadableException {
        String place = option(question.argv(), "--context").orElse("current") + "/"
                + option(question.argv(), "--namespace", "-n").orElse("default");
        List<Effect> effects = new ArrayList<>();
        boolean whole = result.stderr().isBlank();
        String text = Texts.plain(result.stdout());
        for (String line : text.split("\n", -1)) {
            Matcher changed = CHANGED.matcher(line);
            Matcher deleted = DELETED.matcher(line);
            if (deleted.matches()) {
                effects.add(effect(Verb.DELETE, place, deleted.group(1), deleted.group(2)));
            } else if (changed.matches()) {
                String how = changed.group(3);
                boolean nothing = how.equals("unchanged") || line.contains(" (no change)");
                if (!nothing) {
                    Verb verb = how.equals("created") || how.equals("exposed")
                            ? Verb.CREATE
                            : how.equals("pruned") || how.equals("deleted") ? Verb.DELETE : Verb.UPDATE;
                    effects.add(effect(verb, place, changed.group(1), changed.group(2)));
                }
            } else {
                whole = false;
            }
        }
        if (effects.isEmpty() && !whole) {
            throw new UnreadableException("its answer is not understood");
        }
        String warned = whole ? text : text + "\n" + Texts.plain(result.stderr());
        return new Answer(effects, whole, warned, warned);
    }

    private static Effect effect(Verb verb, String place, String kind, String name) {
        return Effect.of(
                verb, Texts.resource("kubernetes", place + "/" + kind + "/" + name), Reversibility.IRREVERSIBLE);
    }

    private static Optional<String> option(List<String> argv, String... names) {
        Optional<String> found = Optional.empty();
        for (int i = 0; i < argv.size(); i++) {
            for (String name : names) {
                if (argv.get(i).equals(name) && i + 1 < argv.size()) {
                    found = Optional.of(argv.get(i + 1));
                } else if (argv.get(i).startsWith(name + "=")) {
                    found = Optional.of(argv.get(i).substring(name.length() + 1));
                }
            }
        }
        return found;
    }
}
