package io.brattice.rulebook;

import io.brattice.action.Classifier;
import io.brattice.policy.Policy;
import io.brattice.rulebook.budget.Budgets;
import io.brattice.rulebook.check.Cases;
import io.brattice.rulebook.check.Check;
import io.brattice.rulebook.check.Finding;
import io.brattice.rulebook.decide.Decider;
import io.brattice.rulebook.decide.Interpreter;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.load.BookReader;
import io.brattice.rulebook.load.Bounds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Builds a {@link Rulebook}: its layers, the upper ones first, and what the host knows. */
public final class RulebookBuilder {

    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Classifier> classifiers = new HashMap<>();
    private CommandReader commands = CommandReader.none();
    private Optional<Set<String>> tools = Optional.empty();
    private Trusted trusted = Trusted.nobody();
    private Bounds bounds = Bounds.defaults();
    private Clock clock = Clock.systemUTC();

    RulebookBuilder() {}

    /** The next lower layer, in a file that may say what it is called. */
    public RulebookBuilder layer(Path file) {
        layers.add(new Layer.OfFile(file, Optional.empty()));
        return this;
    }

    /** The next lower layer, in a file. If the file says what it is called, it must say the same. */
    public RulebookBuilder layer(String name, Path file) {
        layers.add(new Layer.OfFile(file, Optional.of(name)));
        return this;
    }

    /** The next lower layer, made by code. */
    public RulebookBuilder layer(Book book) {
        layers.add(new Layer.OfCode(Objects.requireNonNull(book, "book")));
        return this;
    }

    /** Takes command lines apart. Else no `command` condition can be told. */
    public RulebookBuilder commands(CommandReader reader) {
        commands = Objects.requireNonNull(reader, "reader");
        return this;
    }

    /** The names of the tools there are, so that a rule about another one is found. */
    public RulebookBuilder tools(Set<String> names) {
        tools = Optional.of(Set.copyOf(names));
        return this;
    }

    /** Classifies the raw calls among the examples. */
    public RulebookBuilder classifier(String tool, Classifier classifier) {
        classifiers.put(tool, classifier);
        return this;
    }

    /** Whose signatures are good. Else every file is unsigned, and read once. */
    public RulebookBuilder trusted(Trusted signers) {
        trusted = Objects.requireNonNull(signers, "signers");
        return this;
    }

    /** How large a file may be. */
    public RulebookBuilder bounds(Bounds limits) {
        bounds = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /** Whether a signature is still good when it is read; a decision goes by the time of its evidence. */
    public RulebookBuilder clock(Clock other) {
        clock = Objects.requireNonNull(other, "other");
        return this;
    }

    /**
     * Reads everything.
     *
     * @throws UnreadableRulebookException with everything that is wrong with any of the layers
     */
    public Rulebook build() {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("no layer at all; pass at least one rulebook");
        }
        RulebookBuilder copy = new RulebookBuilder();
        copy.layers.addAll(layers);
        copy.classifiers.putAll(classifiers);
        copy.commands = commands;
        copy.tools = tools;
        copy.trusted = trusted;
        copy.bounds = bounds;
        copy.clock = clock;
        return new Rulebook(copy, copy.force(copy.all()));
    }

    /** Everything that is questionable, which takes longer than to come into force. */
    List<Finding> findings(Force force) {
        List<Finding> findings = new ArrayList<>(Check.of(force.layers(), tools));
        findings.addAll(force.cases());
        return findings;
    }

    private BookReader reader() {
        return BookReader.standard().bounds(bounds).commands(commands);
    }

    private List<Layer.Read> all() {
        List<Layer.Read> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Layer layer : layers) {
            try {
                read.add(layer.read(reader(), trusted, clock.instant()));
            } catch (UnreadableRulebookException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new UnreadableRulebookException(problems);
        }
        return read;
    }

    /** The signed layers as they are now, the others as they were. */
    Force again(Force old, List<String> notes) {
        List<Layer.Read> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer.Read before = old.read().get(i);
            if (before.signature().isEmpty()) {
                notes.add("`" + before.book().name() + "` is not signed, and was not read again");
                read.add(before);
                continue;
            }
            try {
                read.add(newer(before, layers.get(i).read(reader(), trusted, clock.instant())));
            } catch (UnreadableRulebookException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new UnreadableRulebookException(problems);
        }
        return force(read);
    }

    private static Layer.Read newer(Layer.Read before, Layer.Read now) {
        String name = "`" + now.book().name() + "` ";
        Trusted.Signature was = before.signature().orElseThrow();
        Trusted.Signature is = now.signature()
                .orElseThrow(() -> new UnreadableRulebookException(
                        List.of(name + "was signed and is not any more; sign it, then reload")));
        if (is.serial() < was.serial()) {
            throw new UnreadableRulebookException(List.of(name + "has the serial " + is.serial() + ", and "
                    + was.serial() + " is in force; sign it with a higher one"));
        }
        if (is.serial() == was.serial() && !now.source().equals(before.source())) {
            throw new UnreadableRulebookException(List.of(name + "is another text under the serial " + is.serial()
                    + ", which is in force; sign it with a higher one"));
        }
        return now;
    }

    private Force force(List<Layer.Read> read) {
        List<Book> books = read.stream().map(Layer.Read::book).toList();
        List<Finding> cases = new ArrayList<>();
        List<Finding> names = Check.ofNames(books);
        if (names.stream().noneMatch(finding -> finding.kind().stops())) {
            cases.addAll(new Cases(commands, classifiers).of(books));
        }
        List<String> stopping = Stream.concat(names.stream(), cases.stream())
                .filter(finding -> finding.kind().stops())
                .map(Finding::toString)
                .toList();
        if (!stopping.isEmpty()) {
            throw new UnreadableRulebookException(stopping);
        }
        Policy decider;
        try {
            decider = withBudgets(Decider.of(books, commands), books);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRulebookException(List.of(String.valueOf(e.getMessage())));
        }
        Optional<Instant> until = read.stream()
                .flatMap(each -> each.signature().flatMap(Trusted.Signature::until).stream())
                .min(Instant::compareTo);
        return new Force(List.copyOf(read), decider, new BookTiers(books), until, List.copyOf(cases));
    }

    /** Each layer's budgets see effects with the tiers of that layer. */
    private Policy withBudgets(Policy rules, List<Book> books) {
        Interpreter meaning = Interpreter.of(books, commands);
        Set<String> ids = new HashSet<>();
        Policy all = rules;
        for (int i = 0; i < books.size(); i++) {
            int layer = i;
            for (Budget budget : books.get(i).budgets()) {
                if (!ids.add(budget.id())) {
                    throw new IllegalArgumentException(budget.place()
                            + ": error: two layers have a budget with the id `" + budget.id() + "`; give each its own");
                }
            }
            all = Budgets.beside(
                    all,
                    books.get(i).budgets(),
                    books.get(i).errorBudget().stream().toList(),
                    (condition, evidence, effect) -> meaning.truth(layer, condition, evidence, Optional.of(effect)));
        }
        return all;
    }
}
