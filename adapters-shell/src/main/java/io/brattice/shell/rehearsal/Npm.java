package io.brattice.shell.rehearsal;

import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.process.ShellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code npm … --dry-run}: a line for each package that is added, changed or removed, or the same as JSON. */
final class Npm implements Reader {

    private static final Pattern LINE = Pattern.compile("(add|change|remove) (\\S+) (\\S+)(?: => (\\S+))?");
    private static final Pattern COUNT = Pattern.compile("(added|changed|removed) (\\d+) packages?");

    @Override
    public List<String> words(Question question) throws UnreadableException {
        List<String> argv = question.argv();
        for (int i = 1; i < argv.size(); i++) {
            String word = argv.get(i);
            boolean turned = word.startsWith("--no-") || (word.startsWith("--dry") && !word.equals("--dry-run"));
            boolean valued = word.equals("--dry-run")
                    && i + 1 < argv.size()
                    && argv.get(i + 1).matches("true|false|null");
            boolean safe =
                    word.equals("--ignore-scripts") // what is run instead of the command's own words has it already
                            && !(i + 1 < argv.size() && argv.get(i + 1).matches("true|false|null"));
            if (turned
                    || valued
                    || (word.startsWith("--ig") && !safe)
                    || word.startsWith("--js")
                    || word.equals("--")) {
                throw new UnreadableException("`" + word + "` may turn the rehearsal into the act");
            }
        }
        List<String> words = new ArrayList<>(argv);
        words.addAll(List.of("--dry-run", "--ignore-scripts", "--json"));
        return words;
    }

    @Override
    public Answer read(Question question, ShellResult result) throws UnreadableException {
        List<String> told = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        long counted = 0;
        int brace = (result.stdout().startsWith("{") ? "\n" + result.stdout() : result.stdout()).indexOf("\n{");
        String lines = brace < 0 ? result.stdout() : result.stdout().substring(0, brace);
        for (String line : Texts.plain(lines).split("\n", -1)) {
            Matcher one = LINE.matcher(line);
            if (one.matches()) {
                tell(one.group(1), one.group(2), line.substring(one.start(3)), effects, told);
            }
            Matcher count = COUNT.matcher(line);
            while (count.find()) {
                counted += Long.parseLong(count.group(2));
            }
        }
        if (brace >= 0) {
            counted += read(JsonText.object(result.stdout().substring(brace)), effects, told);
        }
        // A count that the packages do not add up to means that there are more than are named.
        String text = told.isEmpty() ? "changes no packages" : String.join("\n", told);
        return new Answer(effects, counted == effects.size(), text + "\n" + counted, text);
    }

    /** The count that the object tells; its packages, unless the lines before have named them. */
    private static long read(Map<String, Object> json, List<Effect> effects, List<String> told)
            throws UnreadableException {
        long counted = 0;
        boolean lines = !effects.isEmpty();
        for (String kind : List.of("add", "change", "remove")) {
            String count = JsonText.text(json, kind.equals("add") ? "added" : kind + "d");
            counted += count.matches("[0-9]{1,9}") ? Long.parseLong(count) : 0;
            for (Object item : JsonText.list(json, kind)) {
                Map<String, Object> one = JsonText.asObject(item);
                // A change has the package before and after.
                Map<String, Object> to = one.containsKey("to") ? JsonText.object(one, "to") : one;
                if (JsonText.text(to, "name").isEmpty()) {
                    throw new UnreadableException("its answer has a package without a name");
                }
                if (!lines) {
                    tell(kind, JsonText.text(to, "name"), JsonText.text(to, "version"), effects, told);
                }
            }
        }
        return counted;
    }

    private static void tell(String kind, String name, String version, List<Effect> effects, List<String> told) {
        Verb verb = switch (kind) {
            case "add" -> Verb.CREATE;
            case "change" -> Verb.UPDATE;
            default -> Verb.DELETE;
        };
        effects.add(Effect.of(verb, Texts.resource("package", "npm/" + name), Reversibility.RECOVERABLE));
        told.add((kind.endsWith("e") ? kind + "s " : "adds ") + name + " " + version);
    }
}
