package io.brattice.console.report;

import io.brattice.console.report.Claim.Act;
import io.brattice.console.report.Claim.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The English words that claims are made of. What is not here is not understood. */
final class Vocabulary {

    static final Map<String, Act> VERBS = verbs();
    static final Map<String, Act> INFINITIVES = infinitives();
    static final Map<String, Act> NOUNS = Map.of(
            "edit",
            Act.CHANGED,
            "edits",
            Act.CHANGED,
            "change",
            Act.CHANGED,
            "changes",
            Act.CHANGED,
            "modification",
            Act.CHANGED,
            "modifications",
            Act.CHANGED,
            "deletion",
            Act.DELETED,
            "deletions",
            Act.DELETED);
    static final Map<String, Unit> UNITS = units();
    static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    static final Set<String> NOT = Set.of(
            "not", "never", "didn't", "wasn't", "weren't", "haven't", "hasn't", "hadn't", "without", "nothing", "none",
            "no", "neither", "nor", "nobody");
    static final Set<String> HEDGES = Set.of(
            "would",
            "could",
            "should",
            "will",
            "might",
            "may",
            "maybe",
            "perhaps",
            "probably",
            "if",
            "unless",
            "planned",
            "plan",
            "intended",
            "wanted",
            "tried",
            "attempted",
            "almost",
            "nearly",
            "except",
            "besides",
            "apart",
            "other",
            "else",
            "you",
            "your",
            "user",
            "they",
            "he",
            "she",
            "somebody",
            "someone",
            "important",
            "critical",
            "similar",
            "outside",
            "beyond",
            "unrelated",
            "fail",
            "failed",
            "says",
            "said",
            "claims",
            "claimed",
            "wrong",
            "false",
            "true",
            "instead",
            "supposed",
            "than");
    static final Set<String> PASSIVE = Set.of("was", "were", "been", "got", "is", "are", "wasn't", "weren't");
    static final Set<String> SMALL = Set.of("small", "minor", "tiny", "trivial", "cosmetic", "little");
    /** What may stand before a number or where it would stand. */
    static final Set<String> COUNTING =
            Set.of("no", "any", "all", "only", "just", "about", "exactly", "and", "i", "we", "in", "of");
    /** Words that make no difference to what is counted. */
    static final Set<String> PLAIN =
            Set.of("a", "an", "the", "single", "whole", "more", "in", "total", "of", "different", "distinct", "new");

    static final Set<String> JOINTS = Set.of("and", "but", "while", "then", "also");

    private Vocabulary() {}

    private static Map<String, Act> verbs() {
        Map<String, Act> verbs = new HashMap<>();
        put(verbs, Act.READ, "read", "inspected", "viewed", "listed", "looked", "searched");
        put(verbs, Act.CREATED, "created", "added", "wrote", "written", "generated");
        put(
                verbs,
                Act.CHANGED,
                "changed",
                "edited",
                "modified",
                "updated",
                "fixed",
                "renamed",
                "refactored",
                "overwrote",
                "touched");
        put(verbs, Act.DELETED, "deleted", "removed", "dropped", "erased", "destroyed", "wiped", "lost", "purged");
        put(verbs, Act.RAN, "ran", "executed", "issued");
        put(verbs, Act.SENT, "sent", "emailed", "mailed", "pushed", "published", "uploaded", "posted");
        put(verbs, Act.RESTORED, "restored", "reverted", "recovered", "undid", "undone");
        put(verbs, Act.ASKED, "asked");
        put(verbs, Act.APPROVED, "approved", "confirmed");
        return verbs;
    }

    private static Map<String, Act> infinitives() {
        Map<String, Act> verbs = new HashMap<>();
        put(verbs, Act.CREATED, "create", "add", "write", "creating", "adding");
        put(
                verbs,
                Act.CHANGED,
                "change",
                "edit",
                "modify",
                "update",
                "touch",
                "changing",
                "editing",
                "modifying",
                "touching");
        put(
                verbs,
                Act.DELETED,
                "delete",
                "remove",
                "drop",
                "erase",
                "destroy",
                "lose",
                "deleting",
                "removing",
                "losing");
        put(verbs, Act.SENT, "send", "push", "publish", "upload", "sending", "pushing");
        put(verbs, Act.ASKED, "ask", "asking");
        put(verbs, Act.RAN, "run", "execute", "running", "executing");
        return verbs;
    }

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new HashMap<>();
        for (String word : List.of("file", "files")) {
            units.put(word, Unit.FILES);
        }
        for (String word : List.of("line", "lines")) {
            units.put(word, Unit.LINES);
        }
        for (String word : List.of("edit", "edits", "change", "changes", "modification", "modifications")) {
            units.put(word, Unit.EDITS);
        }
        for (String word : List.of("command", "commands", "call", "calls")) {
            units.put(word, Unit.CALLS);
        }
        for (String word : List.of("question", "questions")) {
            units.put(word, Unit.QUESTIONS);
        }
        for (String word : List.of(
                "folder",
                "folders",
                "directory",
                "directories",
                "table",
                "tables",
                "row",
                "rows",
                "record",
                "records",
                "commit",
                "commits",
                "branch",
                "branches",
                "bytes",
                "minutes",
                "seconds",
                "hours",
                "tests",
                "test",
                "functions",
                "function",
                "classes",
                "class",
                "methods",
                "method",
                "packages",
                "package",
                "bug",
                "bugs",
                "times",
                "words",
                "users",
                "messages",
                "emails",
                "databases",
                "database")) {
            units.put(word, Unit.OTHER);
        }
        return units;
    }

    private static void put(Map<String, Act> verbs, Act act, String... words) {
        for (String word : words) {
            verbs.put(word, act);
        }
    }
}
