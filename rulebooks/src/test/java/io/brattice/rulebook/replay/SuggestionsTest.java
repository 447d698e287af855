package io.brattice.rulebook.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.journal.Entry;
import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.load.BookReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules out of journals, and what no journal brings about. */
final class SuggestionsTest {

    private final List<Entry> journal = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T14:00:00Z");
    private String inherent = "RECOVERABLE";
    private boolean complete = true;
    private List<String> taint = List.of();

    private static Book book(String text) {
        return BookReader.standard()
                .read("f", ("version: 1\n" + text).getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    private Map<String, Object> body(String path, boolean judged) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tool", "push");
        body.put("arguments", Map.of("branch", path));
        body.put("caller", Map.of("kind", "AGENT", "tenant", "t", "name", "a", "session", "s", "taint", taint));
        if (judged) {
            body.put("reversibility", inherent);
            body.put("inherent", inherent);
            body.put("complete", complete);
            body.put(
                    "effects",
                    List.of(Map.of(
                            "verb",
                            "UPDATE",
                            "resource",
                            "git:https://git.example.com/shop.git#" + path,
                            "count",
                            1,
                            "bytes",
                            0,
                            "reversibility",
                            inherent,
                            "inherent",
                            inherent)));
            body.put("effectsInAll", 1);
            body.put("decision", "ESCALATE");
            body.put("reasons", List.of("default.recoverable: x"));
        }
        return body;
    }

    private void write(Entry.Kind kind, String call, Map<String, Object> body) {
        journal.add(new Entry(kind, call, now, Arguments.from(body)));
        now = now.plusSeconds(1);
    }

    private void asked(String call, String branch) {
        write(Entry.Kind.ASKED, call, body(branch, false));
    }

    private void answered(String call, boolean yes, String by, long after) {
        now = now.plusSeconds(after - 1);
        write(Entry.Kind.ANSWERED, call, Map.of("yes", yes, "by", by, "counted", true));
    }

    private void approved(String call, String branch, String by) {
        asked(call, branch);
        answered(call, true, by, 10);
        write(Entry.Kind.INTENT, call, body(branch, true));
    }

    private void refused(String call, String branch, String reason) {
        Map<String, Object> body = body(branch, true);
        body.put("reasons", List.of(reason));
        write(Entry.Kind.REFUSED, call, body);
    }

    private List<Suggestion> suggested(String... layers) {
        List<Book> books = layers.length == 0
                ? List.of(book(""))
                : List.of(layers).stream().map(SuggestionsTest::book).toList();
        Suggestions suggestions = Suggestions.of(books, CommandReader.none());
        journal.forEach(suggestions::learn);
        journal.forEach(suggestions::replay);
        return suggestions.report();
    }

    @Test
    void whatTwoPeopleAllowedAgainAndAgainIsSuggestedTheNarrowestFirst() {
        approved("c1", "topic/a", "ada");
        approved("c2", "topic/a", "bob");
        approved("c3", "topic/b", "ada");
        refused("c4", "topic/c", "approval.silence: nobody answered");

        List<Suggestion> all = suggested();

        assertEquals(2, all.size(), all::toString);
        assertEquals(2, all.get(0).spared());
        assertEquals(List.of("c1", "c2"), all.get(0).examples());
        assertEquals(Map.of(), all.get(0).others());
        assertTrue(
                all.get(0).rule().contains("arguments: {\"branch\": {is: \"topic/a\"}}"),
                all.get(0).rule());
        assertEquals(3, all.get(1).spared());
        assertEquals(Map.of(Decision.ESCALATE, 1L), all.get(1).others());
        assertEquals(List.of("c4"), all.get(1).otherExamples());
        assertEquals(Set.of("ada", "bob"), all.get(1).people());
        assertTrue(all.get(1).rule().contains("prefix: \"git:https://git.example.com/shop.git#topic/\""));
    }

    /** What stands in a file is what was tried. */
    @Test
    void whatIsSuggestedCanBeCopied() {
        approved("c1", "topic/a\"\\é'{}*", "ada");
        approved("c2", "topic/a\"\\é'{}*", "bob");

        List<Suggestion> all = suggested();
        assertEquals(1, all.size());

        Suggestions again = Suggestions.of(List.of(book("rules:\n" + all.get(0).rule())), CommandReader.none());
        journal.forEach(again::learn);
        journal.forEach(again::replay);
        assertEquals(List.of(), again.report());
    }

    @Test
    void whatCannotBeSeenIsNeverSuggested() {
        approved("c1", "topic\u202e/a", "ada");
        approved("c2", "topic\u202e/a", "bob");
        assertEquals(List.of(), suggested());
    }

    @Test
    void onePersonIsNotEnough() {
        approved("c1", "topic/a", "ada");
        approved("c2", "topic/a", "ada");
        assertEquals(List.of(), suggested());
    }

    @Test
    void anAnswerUnderThreeSecondsSaysNothing() {
        approved("c1", "topic/a", "ada");
        asked("c2", "topic/a");
        answered("c2", true, "bob", 2);
        write(Entry.Kind.INTENT, "c2", body("topic/a", true));
        assertEquals(List.of(), suggested());
    }

    @Test
    void whatCannotBeTakenBackIsNeverSuggested() {
        inherent = "IRREVERSIBLE";
        approved("c1", "topic/a", "ada");
        approved("c2", "topic/a", "bob");
        approved("c3", "topic/a", "bob");
        assertEquals(List.of(), suggested());
    }

    @Test
    void whatIsNotKnownCompletelyIsNeverSuggested() {
        complete = false;
        approved("c1", "topic/a", "ada");
        approved("c2", "topic/a", "bob");
        assertEquals(List.of(), suggested());
    }

    @Test
    void whatWasAllowedToATaintedSessionIsNeverSuggested() {
        taint = List.of("web");
        approved("c1", "topic/a", "ada");
        approved("c2", "topic/a", "bob");
        assertEquals(List.of(), suggested());
    }

    @Test
    void aRuleThatWouldLetThroughWhatAPersonRefusedIsNotOffered() {
        approved("c1", "topic/a", "ada");
        approved("c2", "topic/a", "bob");
        approved("c3", "topic/b", "ada");
        asked("c4", "topic/c");
        answered("c4", false, "bob", 10);
        refused("c4", "topic/c", "approval.refused: `bob` said no: not this one");

        List<Suggestion> all = suggested();

        assertEquals(1, all.size(), all::toString);
        assertTrue(all.get(0).rule().contains("topic/a"));
    }

    @Test
    void whatIsForbiddenStaysForbidden() {
        approved("c1", "topic/a", "ada");
        approved("c2", "topic/a", "bob");
        assertEquals(List.of(), suggested("rules: [{id: no, when: {tool: push}, then: deny}]\n"));
        assertEquals(List.of(), suggested("rules: [{id: ask, when: {tool: push}, then: escalate}]\n"));
        assertEquals(List.of(), suggested("defaults: {recoverable: escalate}\n", "name: team\n"));
    }
}
