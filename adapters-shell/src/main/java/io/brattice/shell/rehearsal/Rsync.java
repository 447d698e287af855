package io.brattice.shell.rehearsal;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.process.ShellResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code rsync -n -i}: eleven characters and a name for each thing that is transferred, changed or deleted. */
final class Rsync implements Reader {

    /** How it is transferred, what it is, and nine marks for what differs. */
    private static final Pattern ITEM = Pattern.compile("([<>ch.])([fdLDS])(.{9}) (.+)");

    /** Other forms of the answer; what is written, or run, in a dry run too. */
    private static final Pattern OTHERWISE = Pattern.compile("^(-[a-zA-Z0-9]*[eM]|--(out-format|log-|no-d|no-n|no-i|rsh"
            + "|rsync-path|remote-option|write-batch|only-write-batch|read-batch|daemon|server|sender))");

    private static final Pattern OCTAL = Pattern.compile("\\\\#([0-7]{3})");
    private static final String DELETING = "*deleting ";

    /** First of all words, where they are surely options; the last of two formats wins, so that the line's own would show. */
    @Override
    public List<String> words(Question question) throws UnreadableException {
        if (question.argv().stream().anyMatch(Rsync::speaksOtherwise)) {
            throw new UnreadableException("it does not only rehearse, or answers in a form of its own");
        }
        List<String> words = new ArrayList<>(question.argv());
        words.addAll(1, List.of("--dry-run", "--itemize-changes", "--out-format=%i %n", "--no-human-readable"));
        return words;
    }

    private static boolean speaksOtherwise(String word) {
        return OTHERWISE.matcher(word).find();
    }

    @Override
    public Answer read(Question question, ShellResult result) throws UnreadableException {
        List<String> argv = question.argv();
        boolean whole = result.stderr().isBlank() && argv.stream().noneMatch(word -> word.startsWith("--remove-s"));
        String target = argv.get(argv.size() - 1);
        List<Effect> effects = new ArrayList<>();
        List<String> told = new ArrayList<>();
        List<String> lines =
                result.stdout().lines().filter(line -> !line.isBlank()).toList();
        for (String line : lines) {
            Matcher item = ITEM.matcher(line);
            if (line.startsWith(DELETING)) {
                String name = line.substring(DELETING.length()).strip();
                effects.add(effect(Verb.DELETE, question.cwd(), target, unescaped(name), false));
                told.add("deletes " + name);
            } else if (item.matches()) {
                String marks = item.group(3);
                String name = item.group(4); // a line end in it stays octal: a name must not look like two lines
                boolean made = marks.equals("+++++++++");
                boolean folderTime =
                        item.group(2).equals("d") && marks.replace("t", ".").equals(".........");
                if (!folderTime) {
                    effects.add(effect(
                            made ? Verb.CREATE : Verb.UPDATE,
                            question.cwd(),
                            target,
                            unescaped(name),
                            lines.size() == 1));
                    told.add(
                            (made ? "makes " : item.group(1).equals(".") ? "changes the attributes of " : "overwrites ")
                                    + name);
                }
            } else {
                whole = false;
                told.add(Texts.plain(line));
            }
        }
        String text = told.isEmpty() ? "transfers nothing" : String.join("\n", told);
        return new Answer(effects, whole, Texts.plain(result.stdout()), text);
    }

    private static Effect effect(Verb verb, Path cwd, String target, String name, boolean only)
            throws UnreadableException {
        boolean remote = target.startsWith("rsync://") || target.matches("[^/]*:.*");
        if (remote) {
            return Effect.of(verb, Texts.resource("rsync", target + "/" + name), Reversibility.IRREVERSIBLE);
        }
        try {
            Path into = cwd.resolve(target);
            // To a name that is no folder a single file is copied under that name.
            boolean renamed = only && !target.endsWith("/") && !Files.isDirectory(into) && !name.endsWith("/");
            Path path = renamed ? into : into.resolve(name);
            return Effect.of(
                    verb,
                    Resource.file(path),
                    verb == Verb.CREATE ? Reversibility.RECOVERABLE : Reversibility.IRREVERSIBLE);
        } catch (InvalidPathException e) {
            throw new UnreadableException("it names a file that cannot be named here");
        }
    }

    /** Bytes that are not printed stand in octal. */
    private static String unescaped(String name) {
        Matcher octal = OCTAL.matcher(name);
        StringBuilder latin = new StringBuilder();
        if (!octal.find()) {
            return name;
        }
        String bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        octal = OCTAL.matcher(bytes);
        while (octal.find()) {
            String one = String.valueOf((char) Integer.parseInt(octal.group(1), 8));
            octal.appendReplacement(latin, Matcher.quoteReplacement(one));
        }
        octal.appendTail(latin);
        return new String(latin.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
