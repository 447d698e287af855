package io.brattice.console.page;

import io.brattice.action.Arguments;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes entries as a gate does, with whatever an agent could bring into them. */
public final class Entries {

    private final FileJournal journal;
    private Instant now = Instant.parse("2026-11-24T14:00:00Z");
    private String tenant = "team";
    private String agent = "ops-bot";
    private String session = "night";

    public Entries(FileJournal journal) {
        this.journal = journal;
    }

    public Entries by(String whichTenant, String whichAgent, String whichSession) {
        tenant = whichTenant;
        agent = whichAgent;
        session = whichSession;
        return this;
    }

    public Entries after(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    public Instant now() {
        return now;
    }

    /** As it stands in a body. */
    public record Effect(String verb, String resource, long count, String inherent) {
        Map<String, Object> plain() {
            return Map.of(
                    "verb",
                    verb,
                    "resource",
                    resource,
                    "count",
                    count,
                    "bytes",
                    0,
                    "reversibility",
                    inherent,
                    "inherent",
                    inherent);
        }
    }

    public static Effect effect(String verb, String resource, long count, String inherent) {
        return new Effect(verb, resource, count, inherent);
    }

    public Entries read(String call, String command) throws JournalException {
        Map<String, Object> body = base(command, "");
        body.put("rule", "defaults.read-only: it only reads");
        return write(Entry.Kind.READ, call, body);
    }

    public Entries intent(String call, String command, String inherent, String saying, Effect... effects)
            throws JournalException {
        Map<String, Object> body = base(command, saying);
        body.put("action", "0".repeat(64));
        body.put("reversibility", inherent);
        body.put("inherent", inherent);
        body.put("complete", true);
        body.put("effects", Stream.of(effects).map(Effect::plain).toList());
        body.put("effectsInAll", effects.length);
        body.put("decision", "ALLOW");
        body.put("reasons", List.of("defaults.table: it can be taken back"));
        body.put("secures", false);
        return write(Entry.Kind.INTENT, call, body);
    }

    /** A call of a session that another one started. */
    public Entries child(String call, String parent) throws JournalException {
        Map<String, Object> body = base("ls", "");
        body.put(
                "caller",
                Map.of("kind", "AGENT", "tenant", tenant, "name", agent, "session", "child", "parent", parent));
        body.put("rule", "defaults.read-only: it only reads");
        return write(Entry.Kind.READ, call, body);
    }

    public Entries done(String call) throws JournalException {
        return write(Entry.Kind.DONE, call, Map.of("outcome", Map.of("value", ""), "left", Map.of()));
    }

    public Entries failed(String call, String problem) throws JournalException {
        return write(Entry.Kind.FAILED, call, Map.of("problem", problem, "left", Map.of()));
    }

    public Entries refused(String call, String command, String reason) throws JournalException {
        Map<String, Object> body = base(command, "");
        body.put("action", "0".repeat(64));
        body.put("decision", "DENY");
        body.put("reasons", List.of(reason));
        return write(Entry.Kind.REFUSED, call, body);
    }

    public Entries asked(String call, String command, String reason) throws JournalException {
        Map<String, Object> body = base(command, "");
        body.put("action", "0".repeat(64));
        body.put("ticket", "t-" + call);
        body.put("question", "0".repeat(64));
        body.put("reasons", List.of(reason));
        return write(Entry.Kind.ASKED, call, body);
    }

    public Entries answered(String call, boolean yes, String by, String why) throws JournalException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ticket", "t-" + call);
        body.put("question", "0".repeat(64));
        body.put("yes", yes);
        body.put("by", by);
        body.put("authenticated", "a test");
        body.put("roles", List.of());
        body.put("why", why);
        body.put("counted", true);
        body.put("note", "");
        return write(Entry.Kind.ANSWERED, call, body);
    }

    public Entries undone(String call, String by) throws JournalException {
        return write(Entry.Kind.UNDONE, call, Map.of("by", by));
    }

    public Entries noted(String call, String what, String why) throws JournalException {
        return write(Entry.Kind.NOTED, call, Map.of("what", what, "why", why));
    }

    private Map<String, Object> base(String command, String saying) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tool", "bash");
        body.put("arguments", Map.of("command", command));
        body.put("caller", Map.of("kind", "AGENT", "tenant", tenant, "name", agent, "session", session));
        if (!saying.isEmpty()) {
            body.put("rationale", saying);
        }
        return body;
    }

    private Entries write(Entry.Kind kind, String call, Map<String, Object> body) throws JournalException {
        journal.append(new Entry(kind, call, now, Arguments.from(body)));
        now = now.plusSeconds(1);
        return this;
    }
}
