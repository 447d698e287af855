package io.brattice.rulebook.load;

import io.brattice.action.Digest;
import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads rulebooks.
 *
 * <p>Guarantees: what comes out is a whole rulebook, or all that is wrong with it; whatever the file holds, reading it ends soon, within the
 * bounds, and throws nothing. Does not: look at other layers (an unknown tier may be one of theirs), or run examples.
 */
public final class BookReader {

    private final Bounds bounds;
    private final CommandReader commands;

    private BookReader(Bounds bounds, CommandReader commands) {
        this.bounds = Objects.requireNonNull(bounds, "bounds");
        this.commands = Objects.requireNonNull(commands, "commands");
    }

    /** A reader with the default bounds that knows the usual names of shell tools. */
    public static BookReader standard() {
        return new BookReader(Bounds.defaults(), CommandReader.none());
    }

    /** The same reader with other bounds. */
    public BookReader bounds(Bounds other) {
        return new BookReader(other, commands);
    }

    /** The same reader, which also asks this one which arguments are command lines. */
    public BookReader commands(CommandReader reader) {
        return new BookReader(bounds, reader);
    }

    /** How many bytes a file may have. */
    public int largest() {
        return bounds.bytes();
    }

    /** Reads a file. */
    public Reading read(Path file) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, in.readNBytes(bounds.bytes() + 1));
        } catch (IOException e) {
            return one(
                    name,
                    "`" + file + "` cannot be read (" + e.getClass().getSimpleName()
                            + "); look at its path and its permissions");
        }
    }

    /**
     * Reads what was in a file.
     *
     * @param name the file, for messages
     */
    public Reading read(String name, byte[] yaml) {
        Complaints complaints = new Complaints(name, bounds.problems());
        Source source = new Source(complaints, new Structure(complaints), bounds, commands);
        Optional<Node> root = parsed(yaml, source);
        root.ifPresent(source.structure()::check);
        Optional<Book> book =
                root.filter(Node.Mapping.class::isInstance).flatMap(node -> book(name, (Node.Mapping) node, source));
        return complaints.isEmpty() && book.isPresent()
                ? new Reading.Loaded(book.get(), Digest.of(yaml))
                : complaints.told();
    }

    private Optional<Node> parsed(byte[] yaml, Source source) {
        Complaints complaints = source.complaints();
        if (yaml.length > bounds.bytes()) {
            complaints.at(
                    1, 1, "the file has more than " + bounds.bytes() + " bytes; divide it into several rulebooks");
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
            complaints.lines(text.lines().toList());
            return new Tree(bounds, complaints).read(text);
        } catch (CharacterCodingException e) {
            complaints.at(1, 1, "the file is no UTF-8; save it as UTF-8");
            return Optional.empty();
        }
    }

    private static Reading one(String name, String text) {
        return new Reading.Problems(List.of(new Problem(new Place(name, 1, 1), text, "")), 0);
    }

    private Optional<Book> book(String name, Node.Mapping root, Source source) {
        Rules rules = new Rules(source);
        Sections sections = new Sections(source, rules);
        List<Clause> clauses = new ArrayList<>();
        List<Tier> tiers = new ArrayList<>();
        List<Delegation> delegations = new ArrayList<>();
        List<Budget> budgets = new ArrayList<>();
        Ids ids = new Ids(source);
        int count = root.get("rules").map(Source::items).map(List::size).orElse(0);
        if (count > bounds.rules()) {
            source.complain(
                    root,
                    "there are " + count + " rules, and there may be " + bounds.rules()
                            + "; say the same with fewer: a list is one condition");
            return Optional.empty();
        }
        each(root, "rules", source, rule -> rules.rule(ids.add(rule)).ifPresent(clauses::add));
        each(root, "freezes", source, rule -> rules.freeze(ids.add(rule)).ifPresent(clauses::add));
        each(
                root,
                "safety-resets",
                source,
                rule -> rules.safetyReset(ids.add(rule)).ifPresent(clauses::add));
        each(root, "delegate", source, rule -> delegations.add(rules.delegation(rule)));
        each(root, "budgets", source, rule -> budgets.add(sections.budget(ids.add(rule))));
        root.get("tiers")
                .filter(Node.Mapping.class::isInstance)
                .ifPresent(node -> ((Node.Mapping) node)
                        .entries().stream()
                                .filter(entry -> source.structure().isSound(entry.value()))
                                .forEach(entry -> tiers.add(sections.tier(entry))));
        if (!source.structure().isSound(root)) {
            return Optional.empty();
        }
        return Optional.of(new Book(
                Source.text(root, "name").orElse(name),
                source.place(root),
                Source.text(root, "layer"),
                Source.text(root, "mode").filter("read-only"::equals).isPresent(),
                sections.defaults(root),
                tiers,
                clauses,
                delegations,
                budgets,
                root.get("error-budget").map(node -> sections.errorBudget((Node.Mapping) node))));
    }

    /** What is sound of a section, so that all problems are told of at once. */
    private static void each(Node.Mapping root, String key, Source source, Consumer<Node.Mapping> then) {
        root.get(key).map(Source::items).orElse(List.of()).stream()
                .filter(item ->
                        item instanceof Node.Mapping && source.structure().isSound(item))
                .forEach(item -> then.accept((Node.Mapping) item));
    }

    /** Of reasons that the gate itself gives. */
    private static final Set<String> BUILT_IN = Set.of(
            "default.",
            "mode.",
            "approval.",
            "question.",
            "gate.",
            "policy.",
            "traffic.",
            "undo.",
            "refusals.",
            "protected",
            "error-budget");

    /** The ids of one file. */
    private static final class Ids {
        private final Source source;
        private final Map<String, Integer> lines = new HashMap<>();

        Ids(Source source) {
            this.source = source;
        }

        Node.Mapping add(Node.Mapping rule) {
            Node id = rule.get("id").orElseThrow();
            Integer before = lines.putIfAbsent(Source.text(id), id.line());
            if (before != null) {
                source.complain(
                        id,
                        "the id `" + Complaints.excerpt(Source.text(id)) + "` is there already, in line " + before
                                + "; give each rule its own");
            }
            String text = Source.text(id);
            String family = text.substring(0, text.indexOf('.') + 1);
            if (BUILT_IN.contains(family.isEmpty() ? text : family)) {
                source.complain(
                        id,
                        (family.isEmpty() ? "the id `" + text + "` is" : "ids that begin with `" + family + "` are")
                                + " the gate's own, in verdicts and in the journal; choose another one");
            }
            return rule;
        }
    }

    /**
     * Reads a file of cases for these rulebooks, as `brattice policy test` takes it.
     *
     * @param name the file, for messages
     */
    public CaseFile.Reading readCases(String name, byte[] yaml) {
        Complaints complaints = new Complaints(name, bounds.problems());
        Source source = new Source(complaints, new Structure(complaints), bounds, commands);
        Optional<Node> root = parsed(yaml, source);
        root.ifPresent(node -> source.structure().check(node, Grammar.CASES, "a file of cases"));
        Optional<CaseFile> found =
                complaints.isEmpty() ? root.map(node -> cases((Node.Mapping) node, source)) : Optional.empty();
        return complaints.isEmpty() && found.isPresent()
                ? new CaseFile.Loaded(found.get())
                : new CaseFile.Unreadable(complaints.told());
    }

    private static CaseFile cases(Node.Mapping root, Source source) {
        List<CaseFile.Case> cases = new ArrayList<>();
        Examples examples = new Examples(source);
        for (Node item : Source.items(root.get("cases").orElseThrow())) {
            Node.Mapping mapping = (Node.Mapping) item;
            examples.example(mapping)
                    .ifPresent(example -> cases.add(new CaseFile.Case(
                            Source.text(mapping, "name").orElse("line " + mapping.line()),
                            example,
                            Words.constant(Decision.class, mapping.get("expect").orElseThrow()),
                            mapping.get("rules").map(Source::texts).orElse(Set.of()),
                            mapping.get("rules-not").map(Source::texts).orElse(Set.of()),
                            Source.whole(mapping, "people"))));
        }
        List<String> rulebooks = root.get("rulebooks").map(Source::items).orElse(List.of()).stream()
                .map(Source::text)
                .toList();
        return new CaseFile(rulebooks, cases);
    }
}
