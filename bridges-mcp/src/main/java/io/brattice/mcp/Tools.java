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

    /**
     * Takes in a list of the server.
     *
     * @param result as it was written
     * @return a line for each thing to tell the operator
     */
    List<String> told(String result) throws IOException {
        List<?> tools;
        try {
            tools = Arguments.fromJson(result).get("tools").orElse(List.of()) instanceof List<?> list
                    ? list
                    : List.of();
        } catch (InvalidArgumentsException e) {
            return List.of("a list of tools cannot be read, so that they are unknown: " + e.getMessage());
        }
        Map<String, Digest> said = new LinkedHashMap<>();
        Map<String, Described> described = new LinkedHashMap<>();
        for (Object one : tools) {
            if (one instanceof Map<?, ?> tool && tool.get("name") instanceof String name) {
                said.merge(
                        name,
                        digest(tool),
                        (first, two) -> Digest.of(first.hex() + two.hex())); // a name said twice is another tool
                described.put(name, described(name, tool));
            }
        }
        List<String> lines = new ArrayList<>(pins.see(said));
        described.forEach((name, tool) -> {
            Digest digest = Objects.requireNonNull(said.get(name), name);
            boolean asPinned = pins.holds(name, digest);
            Assessment judged = !asPinned
                    ? Assessment.unknown("`" + name + "` is not the tool that was pinned")
                    : trusted.map(names -> names.assess(tool))
                            .orElseGet(() -> Assessment.unknown("nobody has said what `" + name + "` does"));
            known.put(name, new McpTool(name, digest, judged));
        });
        return lines;
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
