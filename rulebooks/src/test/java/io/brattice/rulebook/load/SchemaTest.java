package io.brattice.rulebook.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Schema, reference and reader say the same. The files are written anew by running this class with {@code -Dbrattice.write=true} in the folder of
 * the module.
 */
final class SchemaTest {

    private static final Path SCHEMA = Path.of("src/main/resources/io/brattice/rulebook/brattice-rulebook.schema.json");
    private static final Path REFERENCE = Path.of("../docs/rulebook-reference.md");

    @Test
    void theSchemaThatShipsIsTheOneOfTheForms() throws IOException {
        upToDate(SCHEMA, Schema.text());
    }

    @Test
    void theReferenceIsTheOneOfTheForms() throws IOException {
        upToDate(REFERENCE, Reference.text());
    }

    private static void upToDate(Path file, String text) throws IOException {
        if (Boolean.getBoolean("brattice.write")) {
            Files.writeString(file, text);
        }
        assertEquals(
                text,
                Files.readString(file).replace("\r\n", "\n"),
                () -> file + " is not up to date: run with -Dbrattice.write=true");
    }

    @Test
    void theSchemaIsJson() throws IOException {
        try (InputStream in =
                BookReader.class.getResourceAsStream("/io/brattice/rulebook/brattice-rulebook.schema.json")) {
            Arguments.fromJson(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** By the shipped rulebooks, and by each with one thing in it broken, moved or renamed. */
    @Test
    void schemaAndFormsGiveTheSameAnswers() throws IOException {
        SchemaChecker schema = new SchemaChecker(Schema.document());
        int good = 0;
        int bad = 0;
        for (String name : List.of(
                "read-only-agent", "two-people-for-production", "allow-list-of-a-coding-agent", "budgeted-payments")) {
            try (InputStream in =
                    BookReader.class.getResourceAsStream("/io/brattice/rulebook/shipped/" + name + ".yaml")) {
                Node root = tree(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
                assertTrue(schema.accepts(value(root)), name);
                assertTrue(fits(root), name);
                for (int seed = 0; seed < 150; seed++) {
                    Node changed = new Changes(new Random(seed), root).change();
                    int which = seed;
                    boolean fits = fits(changed);
                    assertEquals(
                            fits,
                            schema.accepts(value(changed)),
                            () -> name + ", seed " + which + ": " + value(changed));
                    good += fits ? 1 : 0;
                    bad += fits ? 0 : 1;
                }
            }
        }
        assertTrue(good > 50 && bad > 50, "good " + good + ", bad " + bad);
    }

    private static Node tree(String text) {
        Complaints complaints = new Complaints("f", 100);
        Optional<Node> root = new Tree(Bounds.defaults(), complaints).read(text);
        assertTrue(complaints.isEmpty());
        return root.orElseThrow();
    }

    private static boolean fits(Node root) {
        Complaints complaints = new Complaints("f", 100);
        new Structure(complaints).check(root);
        return complaints.isEmpty();
    }

    /** What an editor makes of it. */
    private static @Nullable Object value(Node node) {
        if (node instanceof Node.Sequence list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.items().forEach(item -> items.add(value(item)));
            return items;
        }
        if (node instanceof Node.Mapping mapping) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> members.put(entry.key().text(), value(entry.value())));
            return members;
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return switch (scalar.type()) {
            case TEXT -> scalar.text();
            case NOTHING -> null;
            case BOOLEAN -> scalar.isTrue();
            case INTEGER, DECIMAL, ODD_NUMBER -> new BigDecimal(scalar.text());
        };
    }

    /** One small change somewhere in a tree. */
    private static final class Changes {
        private static final List<String> WORDS = List.of(
                "allow",
                "deny",
                "escalate",
                "then",
                "5",
                "-1",
                "2.5",
                "true",
                "null",
                "15m",
                "100MB",
                "read-only",
                "x",
                "always",
                "glob",
                "any",
                "17",
                "irreversible",
                "unlimited",
                "calls",
                "2026-12-20",
                "mon-fri",
                "22:00",
                "exact",
                "a b");
        private final Random random;
        private final Node root;
        private int at;

        Changes(Random random, Node root) {
            this.random = random;
            this.root = root;
            this.at = random.nextInt(count(root));
        }

        Node change() {
            return changed(root);
        }

        private static int count(Node node) {
            if (node instanceof Node.Sequence list) {
                return 1 + list.items().stream().mapToInt(Changes::count).sum();
            }
            return node instanceof Node.Mapping mapping
                    ? 1
                            + mapping.entries().stream()
                                    .mapToInt(entry -> count(entry.value()))
                                    .sum()
                    : 1;
        }

        private Node changed(Node node) {
            if (at-- == 0) {
                return another(node);
            }
            if (node instanceof Node.Sequence list) {
                return new Node.Sequence(
                        list.items().stream().map(this::changed).toList(), 1, 1);
            }
            if (node instanceof Node.Mapping mapping) {
                return new Node.Mapping(
                        mapping.entries().stream()
                                .map(entry -> new Node.Entry(entry.key(), changed(entry.value())))
                                .toList(),
                        1,
                        1);
            }
            return node;
        }

        private Node another(Node node) {
            Node.Scalar word = new Node.Scalar(WORDS.get(random.nextInt(WORDS.size())), random.nextInt(4) > 0, 1, 1);
            List<Node.Entry> entries =
                    node instanceof Node.Mapping mapping ? new ArrayList<>(mapping.entries()) : new ArrayList<>();
            switch (random.nextInt(6)) {
                case 0 -> {
                    return word;
                }
                case 1 -> {
                    return new Node.Sequence(random.nextBoolean() ? List.of(node) : List.of(), 1, 1);
                }
                case 2 -> {
                    entries.removeIf(entry -> random.nextInt(3) == 0);
                    return new Node.Mapping(entries, 1, 1);
                }
                case 3 -> {
                    entries.removeIf(entry -> entry.key().text().equals(word.text()));
                    entries.add(new Node.Entry(word, new Node.Scalar("x", true, 1, 1)));
                    return new Node.Mapping(entries, 1, 1);
                }
                case 4 -> {
                    return new Node.Mapping(List.of(new Node.Entry(new Node.Scalar("not", true, 1, 1), node)), 1, 1);
                }
                default -> {
                    return node instanceof Node.Scalar scalar
                            ? new Node.Scalar(scalar.text() + "s", scalar.plain(), 1, 1)
                            : word;
                }
            }
        }
    }
}
