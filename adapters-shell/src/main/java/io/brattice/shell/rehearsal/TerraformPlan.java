package io.brattice.shell.rehearsal;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plan of terraform or tofu, as {@code show -json} tells it: a change for each resource. */
final class TerraformPlan {

    private TerraformPlan() {}

    /**
     * Reads it.
     *
     * @param text what {@code plan} wrote for people: it hides what is secret, the JSON does not
     */
    static Answer read(String showJson, String text) throws UnreadableException {
        Map<String, Object> plan = JsonText.object(showJson);
        if (!JsonText.text(plan, "format_version").startsWith("1.")) {
            throw new UnreadableException("its plan is of a version that is not known");
        }
        if (plan.getOrDefault("errored", false).equals(true)) {
            throw new UnreadableException("its plan came to an error");
        }
        List<Effect> effects = new ArrayList<>();
        for (Object item : JsonText.list(plan, "resource_changes")) {
            Map<String, Object> one = JsonText.asObject(item);
            add(JsonText.text(one, "address"), JsonText.object(one, "change"), effects);
        }
        boolean whole = !plan.getOrDefault("complete", true).equals(false)
                && JsonText.list(plan, "deferred_changes").isEmpty();
        plan.remove("timestamp"); // when it was made is no part of what it does
        StringBuilder seen = new StringBuilder();
        JsonText.write(plan, seen);
        return new Answer(effects, whole, seen.toString(), counted(effects) + "\n" + forPeople(text));
    }

    private static void add(String address, Map<String, Object> change, List<Effect> effects)
            throws UnreadableException {
        Resource resource = Texts.resource("terraform", address);
        boolean imported = !JsonText.object(change, "importing").isEmpty();
        for (Object action : JsonText.list(change, "actions")) {
            switch (String.valueOf(action)) {
                case "no-op" -> {
                    if (imported) {
                        effects.add(Effect.of(Verb.UPDATE, resource, Reversibility.IRREVERSIBLE));
                    }
                }
                case "read" -> effects.add(Effect.of(Verb.READ, resource, Reversibility.READ_ONLY));
                case "create" -> effects.add(Effect.of(Verb.CREATE, resource, Reversibility.IRREVERSIBLE));
                case "update", "forget" -> effects.add(Effect.of(Verb.UPDATE, resource, Reversibility.IRREVERSIBLE));
                case "delete" -> effects.add(Effect.of(Verb.DELETE, resource, Reversibility.IRREVERSIBLE));
                default -> throw new UnreadableException("its plan has an action `" + action + "` that is not known");
            }
        }
    }

    private static String counted(List<Effect> effects) {
        List<String> parts = new ArrayList<>();
        for (Verb verb : List.of(Verb.DELETE, Verb.CREATE, Verb.UPDATE)) {
            long count =
                    effects.stream().filter(effect -> effect.verb() == verb).count();
            if (count > 0) {
                parts.add(verb.name().toLowerCase(java.util.Locale.ROOT) + "s " + count);
            }
        }
        return parts.isEmpty() ? "changes no resources" : String.join(", ", parts);
    }

    /** Without what comes and goes: the order in which things were looked at, and where the plan was saved. */
    private static String forPeople(String text) {
        List<String> kept = new ArrayList<>();
        for (String line : Texts.plain(text).split("\n", -1)) {
            if (line.startsWith("────") || line.startsWith("Saved the plan to:")) {
                break;
            }
            boolean progress = line.contains(": Refreshing state...")
                    || line.contains(": Reading...")
                    || line.contains(": Read complete after ")
                    || line.contains(": Still reading...");
            if (!progress) {
                kept.add(line);
            }
        }
        return String.join("\n", kept).strip();
    }
}
