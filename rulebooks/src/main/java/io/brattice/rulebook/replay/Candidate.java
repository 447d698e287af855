package io.brattice.rulebook.replay;

import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.SimpleCommand;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a rule might speak that allows calls like one that people allowed.
 *
 * @param width how much it takes in by its kind: the narrowest is 0
 * @param when the condition
 * @param text the same as it stands in a file
 */
record Candidate(int width, Condition when, String text) {

    private static final int MOST_RESOURCES = 5;

    /** Nobody has read anything untrusted in the calls that this is made from. */
    private static final Condition CLEAN =
            new Condition.Not(new Condition.CallerIs(Condition.CallerIs.Field.TAINT, new TextTest.Glob("**")));

    private static final String CLEAN_TEXT = ", not: {taint: {glob: \"**\"}}}";

    /** Such conditions, the narrowest first; none for a call that no rule may let pass unasked. */
    static List<Candidate> of(PastCall past, CommandReader commands) {
        List<Effect> effects = past.evidence().effects().stream()
                .filter(effect -> effect.inherent() != Reversibility.READ_ONLY)
                .toList();
        boolean grave = !past.evidence().assessment().complete()
                || past.evidence().assessment().inherent() == Reversibility.IRREVERSIBLE
                || effects.stream().anyMatch(effect -> effect.inherent() == Reversibility.IRREVERSIBLE);
        boolean known = past.redacted().isEmpty() && !past.namesRedacted() && !past.cut();
        ToolCall call = past.evidence().call();
        if (grave || !known || effects.isEmpty() || !call.caller().taint().isEmpty()) {
            return List.of();
        }
        List<Candidate> all = new ArrayList<>();
        exactly(call).ifPresent(all::add);
        onResources(call, effects).ifPresent(all::add);
        byCommand(call, effects, commands).ifPresent(all::add);
        around(call, effects).ifPresent(all::add);
        return all;
    }

    /** This very call. */
    private static Optional<Candidate> exactly(ToolCall call) {
        List<Condition> parts = new ArrayList<>(List.of(tool(call)));
        List<String> texts = new ArrayList<>();
        for (Map.Entry<String, ?> argument : call.arguments().asMap().entrySet()) {
            Object value = argument.getValue();
            boolean plain = value instanceof String text && isVisible(text)
                    || value instanceof Number
                    || value instanceof Boolean;
            if (!plain
                    || !isVisible(argument.getKey())
                    || argument.getKey().matches(".*[./*].*")
                    || argument.getKey().isEmpty()) {
                return Optional.empty();
            }
            ValueTest test = value instanceof String same
                    ? new ValueTest.Text(new TextTest.Is(same))
                    : new ValueTest.Equal(value);
            parts.add(new Condition.Argument(List.of(argument.getKey()), false, test));
            texts.add(quoted(argument.getKey()) + ": " + written(value));
        }
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(made(0, parts, toolText(call) + ", arguments: {" + String.join(", ", texts) + "}"));
    }

    /** The same verbs, on these resources. */
    private static Optional<Candidate> onResources(ToolCall call, List<Effect> effects) {
        Set<String> uris =
                effects.stream().map(effect -> effect.resource().uri()).collect(Collectors.toCollection(TreeSet::new));
        if (uris.size() > MOST_RESOURCES || !uris.stream().allMatch(Candidate::isVisible)) {
            return Optional.empty();
        }
        String list = uris.stream().map(Candidate::quoted).collect(Collectors.joining(", "));
        return Optional.of(made(
                1,
                List.of(tool(call), verbs(effects), new Condition.EffectResource(new TextTest.In(uris))),
                toolText(call) + ", effect: {" + verbsText(effects) + ", resource: {in: [" + list + "]}}"));
    }

    /** The same program with the same subcommand and no other options. */
    private static Optional<Candidate> byCommand(ToolCall call, List<Effect> effects, CommandReader commands) {
        Optional<List<SimpleCommand>> line = commands.commands(call);
        if (line.isEmpty() || line.get().size() != 1) {
            return Optional.empty();
        }
        SimpleCommand one = line.get().get(0);
        Set<String> options = new TreeSet<>(one.options());
        String text = toolText(call) + ", command: {program: {is: " + quoted(one.program()) + "}"
                + one.subcommand()
                        .map(word -> ", subcommand: {is: " + quoted(word) + "}")
                        .orElse("")
                + ", only-options: ["
                + options.stream().map(Candidate::quoted).collect(Collectors.joining(", ")) + "]}, effect: {"
                + verbsText(effects) + "}";
        Condition command = new Condition.Command(
                Optional.of(new TextTest.Is(one.program())),
                one.subcommand().map(TextTest.Is::new),
                Set.of(),
                Optional.of(options));
        return Optional.of(made(2, List.of(tool(call), command, verbs(effects)), text));
    }

    /** The same verbs, beside what it was done to. */
    private static Optional<Candidate> around(ToolCall call, List<Effect> effects) {
        Set<String> folders = effects.stream()
                .map(effect -> folder(effect.resource().uri()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (folders.size() != 1 || folders.contains("")) {
            return Optional.empty();
        }
        String folder = folders.iterator().next();
        boolean file = folder.startsWith("file:/");
        String path = file ? folder.substring("file:".length(), folder.length() - 1) : folder;
        TextTest test = file ? new TextTest.Under(path) : new TextTest.Prefix(folder);
        return Optional.of(made(
                3,
                List.of(tool(call), verbs(effects), new Condition.EffectResource(test)),
                toolText(call) + ", effect: {" + verbsText(effects) + ", resource: {" + (file ? "under: " : "prefix: ")
                        + quoted(path) + "}}"));
    }

    /** What a resource lies in, with the slash; empty where that would be everything of its sort, or is not plain. */
    private static String folder(String uri) {
        int end = uri.lastIndexOf('/');
        String folder = uri.substring(0, end + 1);
        boolean file = folder.startsWith("file:/")
                && folder.length() - folder.replace("/", "").length() >= 3;
        boolean other =
                !folder.startsWith("file:") && folder.indexOf(':') > 0 && folder.indexOf(':') + 2 < folder.length();
        boolean plain =
                folder.matches("[A-Za-z0-9:/@.#_-]+") && !folder.contains("/../") && !folder.contains("unknown");
        return plain && (file || other) ? folder : "";
    }

    private static Candidate made(int width, List<Condition> parts, String text) {
        List<Condition> all = new ArrayList<>(parts);
        all.add(CLEAN);
        return new Candidate(width, new Condition.All(all), "{" + text + CLEAN_TEXT);
    }

    private static Condition tool(ToolCall call) {
        return new Condition.Tool(new TextTest.Is(call.tool()));
    }

    private static String toolText(ToolCall call) {
        return "tool: {is: " + quoted(call.tool()) + "}";
    }

    private static Condition verbs(List<Effect> effects) {
        return new Condition.EffectVerb(
                effects.stream().map(Effect::verb).collect(Collectors.toCollection(() -> EnumSet.noneOf(Verb.class))));
    }

    private static String verbsText(List<Effect> effects) {
        return "verb: ["
                + effects.stream()
                        .map(Effect::verb)
                        .distinct()
                        .sorted()
                        .map(verb -> verb.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + "]";
    }

    private static String written(@Nullable Object value) {
        if (value instanceof String text) {
            return "{is: " + quoted(text) + "}";
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    /** False where somebody who reads the rule would not see what it says. */
    private static boolean isVisible(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.UNASSIGNED
                        || Character.getType(c) == Character.PRIVATE_USE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }

    /** Between quotes, in ASCII: nothing that an agent wrote can be more than a text, or look like another. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                quoted.append(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }
}
