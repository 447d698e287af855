package io.brattice.mcp;

import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.InvalidArgumentsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a server has said of its tools, against what it said when they were pinned. A tool it has not spoken of, and one that is not as it was
 * pinned, is judged as unknown.
 */
final class Tools {

    private static final Digest UNTOLD = Digest.of("mcp: a tool that no list has named");

    private final Pins pins;
    private final Optional<Names> trusted;
    private final Map<String, McpTool> known = new ConcurrentHashMap<>();
    private final Map<String, Digest> said = new LinkedHashMap<>();
    private final Map<String, Described> described = new LinkedHashMap<>();

    /** @param trusted judges tools that are as they were pinned by their names; empty where names are not trusted */
    Tools(Pins pins, Optional<Names> trusted) {
        this.pins = pins;
        this.trusted = trusted;
    }

    /** The tool of exactly that name. */
    Tool named(String name) {
        McpTool tool = known.get(name);
        return tool != null
                ? tool
                : new McpTool(name, UNTOLD, Assessment.unknown("its server has not said what `" + name + "` is"));
    }

    /** True once an operator's pins are there to hold a list against. */
    boolean arePinned() {
        return pins.made();
    }

    /**
     * Takes in one page of a list of the server.
     *
     * @param result as it was written
     * @param first true where a list begins; a later page adds to the one before
     * @param last true where no page follows: only then a list is pinned
     * @return a line for each thing to tell the operator
     */
    synchronized List<String> told(String result, boolean first, boolean last) throws IOException {
        if (first) {
            said.clear();
            described.clear();
        }
        try {
            if (Arguments.fromJson(result).get("tools").orElse(List.of()) instanceof List<?> page) {
                page.forEach(this::listed);
            }
        } catch (InvalidArgumentsException e) {
            return List.of("a list of tools cannot be read, so that they are unknown: " + e.getMessage());
        }
        List<String> lines = new ArrayList<>(pins.see(said, last));
        described.forEach((name, tool) -> known.put(name, judged(name, tool)));
        return lines;
    }

    private void listed(Object one) {
        if (one instanceof Map<?, ?> tool && tool.get("name") instanceof String name) {
            // A name that is said twice, and not in the same words, is another tool.
            said.merge(
                    name,
                    digest(tool),
                    (before, now) -> before.equals(now) ? now : Digest.of(before.hex() + now.hex()));
            described.put(name, described(name, tool));
        }
    }

    private McpTool judged(String name, Described tool) {
        Digest digest = Objects.requireNonNull(said.get(name), name);
        Assessment judged = !pins.holds(name, digest)
                ? Assessment.unknown("`" + name + "` is not the tool that was pinned")
                : trusted.map(names -> names.assess(tool))
                        .orElseGet(() -> Assessment.unknown("nobody has said what `" + name + "` does"));
        return new McpTool(name, digest, judged);
    }

    /** Of all members but those that say nothing of what it does. */
    private static Digest digest(Map<?, ?> tool) {
        Map<String, Object> facts = new LinkedHashMap<>();
        tool.forEach((key, value) -> {
            if (!key.equals("_meta") && !key.equals("icons") && value != null) {
                facts.put(String.valueOf(key), value);
            }
        });
        return Arguments.from(facts).digest();
    }

    private static Described described(String name, Map<?, ?> tool) {
        List<String> parameters = new ArrayList<>();
        if (tool.get("inputSchema") instanceof Map<?, ?> schema && schema.get("properties") instanceof Map<?, ?> each) {
            each.keySet().forEach(parameter -> parameters.add(String.valueOf(parameter)));
        }
        boolean readOnly = !(tool.get("annotations") instanceof Map<?, ?> hints)
                || (!Boolean.FALSE.equals(hints.get("readOnlyHint"))
                        && !Boolean.TRUE.equals(hints.get("destructiveHint")));
        return new Described(name, tool.get("description") instanceof String text ? text : "", parameters, readOnly);
    }
}
