package io.brattice.console.journal;

import io.brattice.action.Arguments;
import io.brattice.console.page.Ascii;
import io.brattice.journal.Recorded;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entry looks like to other programs. */
enum Format {
    JSONL {
        @Override
        String line(Recorded recorded, String source) {
            return Plain.json(recorded);
        }
    },

    /** CloudEvents 1.0, structured, JSON. */
    CLOUDEVENTS {
        @Override
        String line(Recorded recorded, String source) {
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("specversion", "1.0");
            facts.put("id", recorded.stream() + ":" + recorded.sequence());
            facts.put("source", source);
            facts.put(
                    "type",
                    "io.brattice.journal." + recorded.entry().kind().name().toLowerCase(Locale.ROOT));
            facts.put("time", recorded.entry().at());
            if (!recorded.entry().call().isEmpty()) {
                facts.put("subject", recorded.entry().call());
            }
            facts.put("datacontenttype", "application/json");
            return line(facts, "data", recorded.entry().body());
        }
    },

    /** API Activity of the Open Cybersecurity Schema Framework. */
    OCSF {
        @Override
        String line(Recorded recorded, String source) {
            return Ocsf.line(recorded);
        }
    };

    abstract String line(Recorded recorded, String source);

    static String line(Map<String, @Nullable Object> facts, String name, Arguments body) {
        String head = Arguments.from(facts).json();
        return Ascii.json(head.substring(0, head.length() - 1) + ",\"" + name + "\":" + body.json() + "}");
    }
}
