package io.brattice.console.journal;

import io.brattice.action.Arguments;
import io.brattice.console.page.Ascii;
import io.brattice.journal.Recorded;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries as JSON for programs, in ASCII: what an agent wrote acts on no terminal that it is printed to. */
final class Plain {

    private Plain() {}

    static String json(Recorded recorded) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("stream", recorded.stream());
        facts.put("sequence", recorded.sequence());
        facts.put("hash", recorded.hash().hex());
        facts.put("kind", recorded.entry().kind());
        facts.put("call", recorded.entry().call());
        facts.put("at", recorded.entry().at());
        return line(facts, recorded.entry().body());
    }

    /** These facts, and the body: it may be as large as an entry can be, and then does not fit into another object. */
    static String line(Map<String, @Nullable Object> facts, Arguments body) {
        String head = Arguments.from(facts).json();
        return Ascii.json(head.substring(0, head.length() - 1) + ",\"body\":" + body.json() + "}");
    }
}
