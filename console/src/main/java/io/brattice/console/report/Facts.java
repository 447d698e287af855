package io.brattice.console.report;

import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in the bodies of entries. Total: a body that another version wrote, or that was redacted out of shape, tells less. */
public final class Facts {

    private Facts() {}

    /**
     * One effect.
     *
     * @param resource as it stands in the journal
     * @param count how many things, lines or rows
     */
    public record Deed(Verb verb, String resource, long count, Reversibility inherent) {

        /** True for lines of a file, rows of a table: what is only a part of a resource. */
        public boolean isPart() {
            return resource.indexOf('#') >= 0 && resource.startsWith("file:");
        }

        /** The resource that this is a part of. */
        public String whole() {
            return isPart() ? resource.substring(0, resource.indexOf('#')) : resource;
        }
    }

    /** Text under this name. */
    public static String text(Arguments body, String name) {
        return body.get(name).orElse("") instanceof String text ? text : "";
    }

    /** Text under this name of the caller. */
    public static String caller(Arguments body, String name) {
        return body.get("caller").orElse("") instanceof Map<?, ?> caller && caller.get(name) instanceof String text
                ? text
                : "";
    }

    /** The texts in a list under this name. */
    public static List<String> texts(Arguments body, String name) {
        return body.get(name).orElse("") instanceof List<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The class under this name. */
    public static Optional<Reversibility> reversibility(Arguments body, String name) {
        try {
            return Optional.of(Reversibility.valueOf(text(body, name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The effects that could be read. */
    public static List<Deed> effects(Arguments body) {
        List<Deed> effects = new ArrayList<>();
        if (body.get("effects").orElse("") instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> effect) {
                    read(effect).ifPresent(effects::add);
                }
            }
        }
        return effects;
    }

    /** How many effects stand in the body, also those that cannot be read. */
    public static int written(Arguments body) {
        return body.get("effects").orElse("") instanceof List<?> all ? all.size() : 0;
    }

    private static Optional<Deed> read(Map<?, ?> effect) {
        try {
            return effect.get("count") instanceof Number count
                    ? Optional.of(new Deed(
                            Verb.valueOf(String.valueOf(effect.get("verb"))),
                            String.valueOf(effect.get("resource")),
                            Math.max(0, count.longValue()),
                            Reversibility.valueOf(String.valueOf(effect.get("inherent")))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
