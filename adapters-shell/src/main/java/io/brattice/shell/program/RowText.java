package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the short texts in a row: what an option means, what operands are. */
final class RowText {

    private static final Map<String, Consequence> PLAIN = Map.of(
            "help", new Consequence.Help(),
            "rehearse", new Consequence.Rehearse(),
            "perform", new Consequence.Perform(),
            "stops", new Consequence.Stops(),
            "reads-input", new Consequence.ReadsInput());

    private RowText() {}

    /** Reads {@code VALUE; CONSEQUENCE; …}. */
    static OptionRow option(String names, String meaning, String why) {
        List<Role> values = new ArrayList<>();
        boolean optional = false;
        List<Consequence> consequences = new ArrayList<>();
        String[] parts = meaning.strip().isEmpty() ? new String[0] : meaning.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            if (i == 0 && isValue(part)) {
                optional = part.startsWith("[");
                String roles = optional ? part.substring(1, part.length() - 1) : part;
                for (String word : words(roles)) {
                    values.add(role(word));
                }
            } else {
                consequences.add(consequence(part, why));
            }
        }
        if (values.size() > 2) {
            throw new IllegalArgumentException("an option takes at most two values");
        }
        for (Role role : values) {
            if (role.kind() == Role.Kind.COMMAND) {
                throw new IllegalArgumentException("`command` is for operands only; the value of an option is `run`");
            }
        }
        return new OptionRow(words(names), values, optional, consequences);
    }

    private static boolean isValue(String part) {
        if (part.startsWith("[") && part.endsWith("]")) {
            return true;
        }
        for (String word : words(part)) {
            if (Role.of(word).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Consequence consequence(String part, String why) {
        Consequence plain = PLAIN.get(part);
        if (plain != null) {
            return plain;
        }
        if (part.startsWith("rehearse if ")) {
            return new Consequence.RehearseIf(Set.of(part.substring(12).strip().split("\\|", -1)), false);
        }
        if (part.startsWith("rehearse unless ")) {
            return new Consequence.RehearseIf(Set.of(part.substring(16).strip().split("\\|", -1)), true);
        }
        if (part.startsWith("operands ")) {
            return new Consequence.Operate(operands(part.substring(9)));
        }
        if (part.startsWith("also ")) {
            return new Consequence.Also(ActRow.of(part.substring(5).strip(), why));
        }
        if (part.startsWith("opaque ")) {
            return new Consequence.Unclear(part.substring(7).strip());
        }
        if (part.startsWith("grave ")) {
            return new Consequence.Grave(part.substring(6).strip());
        }
        throw new IllegalArgumentException("`" + part + "` is neither a role (" + Role.allowed()
                + ") nor one of: help, rehearse, perform, rehearse if A|B, rehearse unless A|B, operands ROLES, also ACT,"
                + " opaque WHY, grave WHY, stops, reads-input");
    }

    /** Reads {@code ROLE [ROLE] ROLE...}, or {@code none}. */
    static Operands operands(String text) {
        if (text.strip().equals("none")) {
            return Operands.NONE;
        }
        List<Operands.Slot> slots = new ArrayList<>();
        boolean many = false;
        List<String> words = words(text);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean optional = word.startsWith("[") && word.endsWith("]");
            String inner = optional ? word.substring(1, word.length() - 1) : word;
            boolean repeated = inner.endsWith("...");
            Role role = role(repeated ? inner.substring(0, inner.length() - 3) : inner);
            if (repeated && many) {
                throw new IllegalArgumentException("only one operand of `" + text + "` can be repeated with `...`");
            }
            if (role.kind() == Role.Kind.COMMAND && i + 1 < words.size()) {
                throw new IllegalArgumentException(
                        "`command` takes every word that follows; nothing can stand behind it");
            }
            if (role.kind() != Role.Kind.COMMAND
                    && (optional || repeated)
                    && text.strip().endsWith("command")) {
                throw new IllegalArgumentException(
                        "`" + word + "` has no fixed place before `command`; a reader is needed");
            }
            many |= repeated;
            slots.add(new Operands.Slot(role, optional, repeated));
        }
        return new Operands(slots);
    }

    /** The words between blanks. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                if (i > from) {
                    words.add(text.substring(from, i));
                }
                from = i + 1;
            }
        }
        return words;
    }

    private static Role role(String word) {
        return Role.of(word)
                .orElseThrow(
                        () -> new IllegalArgumentException("the role `" + word + "` is not one of " + Role.allowed()));
    }
}
