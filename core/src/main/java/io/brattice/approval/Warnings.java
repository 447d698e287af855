package io.brattice.approval;

import io.brattice.action.Caller;
import io.brattice.action.Effect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What in the facts hides or deceives: one line for each kind and each text that has it. */
final class Warnings {

    private static final int EXCERPT = 24;

    private final List<String> lines = new ArrayList<>();

    private Warnings() {}

    static List<String> of(Question question) {
        Warnings warnings = new Warnings();
        Caller caller = question.call().caller();
        warnings.look("the caller's name", caller.name());
        warnings.look("the tenant", caller.tenant());
        warnings.look("the session", caller.session());
        caller.onBehalfOf().ifPresent(who -> warnings.look("on behalf of", who));
        warnings.walk("", question.call().arguments().asMap());
        Set<String> names = new LinkedHashSet<>();
        question.preview().effects().stream().map(Effect::resource).forEach(it -> names.add(it.uri()));
        question.assessment().effects().stream().map(Effect::resource).forEach(it -> names.add(it.uri()));
        names.forEach(name -> warnings.look("a resource", name));
        warnings.look("the preview", question.preview().text());
        return warnings.lines;
    }

    private void walk(String pointer, @Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((key, member) -> {
                String name = pointer + "/" + key;
                look("the name " + VisibleText.name(name), String.valueOf(key));
                walk(name, member);
            });
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                walk(pointer + "/" + i, items.get(i));
            }
        } else if (value instanceof String text) {
            look(VisibleText.name(pointer), text);
        }
    }

    private void look(String where, String text) {
        if (isPlain(text)) {
            return;
        }
        BitSet lookAlikes = LookAlikes.table().in(text);
        BitSet hidden = new BitSet();
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (VisibleText.isHidden(c)) {
                hidden.set(i);
            }
        }
        lookAlikes.andNot(hidden);
        warn("look-alike letters", where, text, lookAlikes);
        warn("hidden characters", where, text, hidden);
    }

    private void warn(String what, String where, String text, BitSet marked) {
        if (marked.isEmpty()) {
            return;
        }
        int first = marked.nextSetBit(0);
        int from = Math.max(0, first - EXCERPT / 2);
        int to = Math.min(text.length(), first + EXCERPT);
        lines.add(what + ": " + VisibleText.nameOf(text.codePointAt(first)) + " at " + (first + 1) + " in " + where
                + ", `" + VisibleText.line(text.substring(from, to)) + "`"
                + (marked.cardinality() == 1 ? "" : ", and " + Amount.count(marked.cardinality() - 1) + " more"));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x7f || (c < ' ' && c != '\n' && c != '\t')) {
                return false;
            }
        }
        return true;
    }
}
