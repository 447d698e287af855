package io.brattice.shell.program;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a program does with its operands, by position. Without a slot it takes none. */
record Operands(List<Slot> slots) {

    static final Operands NONE = new Operands(List.of());

    /**
     * One position.
     *
     * @param optional it may be left out
     * @param many any number of operands
     */
    record Slot(Role role, boolean optional, boolean many) {}

    Operands {
        slots = List.copyOf(slots);
    }

    boolean mild() {
        for (Slot slot : slots) {
            if (!slot.role().mild()) {
                return false;
            }
        }
        return true;
    }

    void addRoles(Set<Role> roles) {
        for (Slot slot : slots) {
            roles.add(slot.role());
        }
    }

    /** True when the operand at this index begins a command line of its own. */
    boolean isCommand(int index) {
        return index < slots.size() && slots.get(index).role().kind() == Role.Kind.COMMAND
                || index >= slots.size()
                        && !slots.isEmpty()
                        && slots.get(slots.size() - 1).role().kind() == Role.Kind.COMMAND;
    }

    /** Tells what is done with these operands; with {@code onlyLooks} just which files are looked at. */
    void tell(Reading reading, Invocation call, Acts acts, boolean onlyLooks) {
        List<Term> words = reading.operands();
        if (words.isEmpty()) {
            return;
        }
        if (slots.isEmpty()) {
            acts.opaque("it is not known to take the operand `" + words.get(0) + "`");
            return;
        }
        int first = reading.uncertain() ? 0 : firstMany(words);
        if (reading.uncertain() || first < Math.min(words.size(), commandAt())) {
            tellUncertain(reading, first, call, acts, onlyLooks);
        } else {
            tellCertain(words, call, acts, onlyLooks);
        }
    }

    private void tellCertain(List<Term> words, Invocation call, Acts acts, boolean onlyLooks) {
        int required = 0;
        for (Slot slot : slots) {
            required += slot.optional() || slot.many() ? 0 : 1;
        }
        int extra = Math.max(0, words.size() - required);
        int at = 0;
        for (int i = 0; i < slots.size() && at < words.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.role().kind() == Role.Kind.COMMAND) {
                if (!onlyLooks) {
                    acts.run(words.subList(at, words.size()), call.situation().amongOthers());
                }
                return;
            }
            int count = slot.many() ? extra : slot.optional() ? Math.min(extra, 1) : 1;
            extra -= slot.many() || slot.optional() ? count : 0;
            for (int end = Math.min(words.size(), at + count); at < end; at++) {
                tell(slot.role(), words.get(at), call, acts, onlyLooks);
            }
        }
        if (at < words.size()) {
            acts.opaque("it is not known to take the operand `" + words.get(at) + "`");
        }
    }

    /** Somewhere a term may be any number of words: from there on each may be at any position that is left. */
    private void tellUncertain(Reading reading, int first, Invocation call, Acts acts, boolean onlyLooks) {
        List<Term> words = reading.operands();
        boolean tooMany = !repeats() && (firstMany(words) < words.size() || words.size() > slots.size());
        if (tooMany || commandAt() < Integer.MAX_VALUE) {
            acts.opaque("it is not known how many operands it has");
            return;
        }
        Set<Role> all = new LinkedHashSet<>();
        reading.addRoles(all);
        int tail = tail(words);
        int fixed = 0;
        while (fixed < first && fixed < slots.size() && isFixed(slots.get(fixed))) {
            fixed++;
        }
        for (int i = 0; i < words.size(); i++) {
            if (reading.uncertain()) {
                for (Role role : all) {
                    tell(role, words.get(i).worst(), call, acts, onlyLooks);
                }
            } else if (i < fixed) {
                tell(slots.get(i).role(), words.get(i), call, acts, onlyLooks);
            } else if (i >= tail) {
                tell(slots.get(slots.size() - (words.size() - i)).role(), words.get(i), call, acts, onlyLooks);
            } else {
                for (Role role : between(fixed, words.size() - tail)) {
                    tell(role, words.get(i), call, acts, onlyLooks);
                }
            }
        }
    }

    private Set<Role> between(int from, int tail) {
        Set<Role> roles = new LinkedHashSet<>();
        for (Slot slot : slots.subList(from, slots.size() - tail)) {
            roles.add(slot.role());
        }
        return roles;
    }

    /** Where the command line inside begins, if every operand before it has one place. */
    private int commandAt() {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).role().kind() == Role.Kind.COMMAND) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private boolean repeats() {
        for (Slot slot : slots) {
            if (slot.many()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFixed(Slot slot) {
        return !slot.optional() && !slot.many() && slot.role().kind() != Role.Kind.COMMAND;
    }

    /** Where the operands begin that are certain to be the last ones. */
    private int tail(List<Term> words) {
        int many = 0;
        while (many < slots.size() && !slots.get(many).many()) {
            many++;
        }
        int fixed = 0;
        for (int i = slots.size() - 1; i > many && fixed < words.size(); i--) {
            if (!isFixed(slots.get(i)) || words.get(words.size() - 1 - fixed).many()) {
                break;
            }
            fixed++;
        }
        return words.size() - fixed;
    }

    private static void tell(Role role, Term word, Invocation call, Acts acts, boolean onlyLooks) {
        if (!onlyLooks || role.looks()) {
            role.tell(word, call, acts);
        }
    }

    private static int firstMany(List<Term> words) {
        int i = 0;
        while (i < words.size() && !words.get(i).many()) {
            i++;
        }
        return i;
    }
}
