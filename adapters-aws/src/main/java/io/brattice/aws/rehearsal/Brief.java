package io.brattice.aws.rehearsal;

import io.brattice.action.Effect;
import io.brattice.action.Preview.Fidelity;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.lookup.Identity;
import io.brattice.aws.rule.Fact;
import io.brattice.aws.rule.FactRow;
import io.brattice.aws.rule.Facts;
import io.brattice.aws.undo.UndoRow;
import io.brattice.aws.undo.Undos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a senior engineer would write about a call before somebody says yes to it. Gathers lines, and what of them is the state that was seen. For one
 * thread.
 */
final class Brief {

    private static final int LONGEST_LINE = 300;

    private final Judged judged;
    private final AwsCall call;
    private final Facts facts;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder seen = new StringBuilder();
    private int known;
    private int unknown;
    private long bytes;

    Brief(Judged judged, Facts facts, Instant now) {
        this.judged = judged;
        this.call = judged.inner().orElse(judged.call());
        this.facts = facts;
        this.now = now;
    }

    /** What it really does, in words. */
    void what() {
        String why = judged.ruling()
                .map(ruling -> ruling.why())
                .orElseGet(() -> judged.assessment().reasons().get(0));
        List<String> resources = judged.assessment().effects().stream()
                .map(Effect::resource)
                .map(resource -> "`" + resource.uri() + "`")
                .distinct()
                .limit(3)
                .toList();
        add(
                "what it does",
                call.id() + (resources.isEmpty() ? "" : " of " + String.join(", ", resources)) + ": " + why);
        List<String> flags = new ArrayList<>();
        call.parameters().forEachLeaf((pointer, value) -> {
            if (value instanceof Boolean || value instanceof Long) {
                flags.add(pointer.substring(1) + "=" + value);
            }
        });
        add("with", flags.isEmpty() ? "neither flags nor numbers" : String.join(", ", flags));
    }

    /** Where, and as whom. */
    void where() {
        Fact account = identity(Identity.ACCOUNT);
        Fact alias = identity(Identity.ALIAS);
        Fact arn = identity(Identity.ARN);
        String number = account.known() ? String.valueOf(account.value()) : "unknown: taken as production";
        String name = alias.known() && alias.value() != null ? alias.value() + " (" + number + ")" : number;
        add(
                "account",
                name + ", region " + call.place().region().orElse("of the sender") + ", as "
                        + (arn.known() ? arn.value() : "unknown"));
        seen.append(account.value()).append('\n');
    }

    /** What is looked up for this operation. */
    void looks(Looks looks) {
        for (Look.About about : Look.About.values()) {
            List<String> said = new ArrayList<>();
            for (Look look : looks.looks()) {
                if (look.about() == about) {
                    said.add(said(look));
                }
            }
            said.removeIf(String::isEmpty);
            if (!said.isEmpty()) {
                add(about.title, String.join("; ", said));
            }
        }
    }

    private String said(Look look) {
        Fact fact = facts.of(look.at(now), call);
        if (fact.known()) {
            known++;
        } else {
            unknown++;
        }
        if (!look.moves()) {
            seen.append(look.row().id())
                    .append('=')
                    .append(fact.known() ? fact.value() : "?")
                    .append('\n');
        }
        if (look.as() == Look.As.BYTES && fact.known()) {
            bytes = Math.max(bytes, number(fact.value()));
        }
        return look.line(fact);
    }

    /** What becomes of the resources of a stack. */
    void stacks(List<StackChange> changes) {
        known++;
        List<StackChange> gravest = new ArrayList<>(changes);
        gravest.sort((one, other) -> {
            int by = Boolean.compare(
                    other.holdsData() && other.what().destroys(),
                    one.holdsData() && one.what().destroys());
            return by != 0 ? by : other.what().compareTo(one.what());
        });
        long destroyed =
                changes.stream().filter(change -> change.what().destroys()).count();
        long data = changes.stream()
                .filter(change -> change.what().destroys() && change.holdsData())
                .count();
        add(
                "resources",
                changes.size() + " in all, " + destroyed + " are deleted or replaced, " + data + " of them hold data");
        gravest.stream().limit(12).forEach(change -> lines.add("- " + change.line()));
        if (gravest.size() > 12) {
            lines.add("- and " + (gravest.size() - 12) + " more");
        }
        changes.forEach(change -> seen.append(change.line()).append('\n'));
    }

    /** Something that could not be had. */
    void missing(String about, String why) {
        unknown++;
        add(about, why);
        seen.append(about).append("=?\n");
    }

    /** One more line. */
    void also(String about, String text) {
        add(about, text);
    }

    /** How it is taken back, and what would do with less harm. */
    void ways() {
        Optional<UndoRow> undo = judged.undo().flatMap(Undos.shipped()::row);
        add(
                "undo",
                undo.map(Brief::undo)
                        .orElse(
                                judged.assessment().dependsOnSafeguard()
                                        ? "what it makes is deleted again"
                                        : "none by this library"));
        judged.ruling().flatMap(ruling -> ruling.safer()).ifPresent(safer -> add("safer", safer.advice()));
    }

    private static String undo(UndoRow row) {
        return row.back()
                + (row.limits().isEmpty() ? "" : "; " + row.limits())
                + (row.expires().isEmpty() ? "" : "; too late " + row.expires());
    }

    private Fact identity(FactRow row) {
        return facts.of(row, call);
    }

    private void add(String title, String text) {
        String line = title + ": " + text;
        lines.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
    }

    String text() {
        return String.join("\n", lines);
    }

    String seen() {
        return seen.toString();
    }

    /** Exact only where the row says that nothing else happens, and all of it was looked up. */
    Fidelity fidelity(boolean exact) {
        if (known == 0) {
            return Fidelity.NONE;
        }
        return exact && unknown == 0 ? Fidelity.EXACT : Fidelity.PARTIAL;
    }

    /** The effects of the assessment, the first of them with what was measured. */
    List<Effect> effects() {
        List<Effect> effects = new ArrayList<>(judged.assessment().effects());
        if (!effects.isEmpty() && bytes > effects.get(0).bytes()) {
            Effect first = effects.get(0);
            effects.set(0, first.measuring(Math.max(1, first.count()), bytes));
        }
        return effects;
    }

    private static long number(@Nullable Object value) {
        try {
            return value == null ? 0 : Math.max(0, (long) Double.parseDouble(value.toString()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
