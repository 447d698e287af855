package io.brattice.console.report;

import io.brattice.Chronicle.State;
import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One call of the session, as its entries tell it in their order. Used by one thread; holds few words of it. */
final class Deed {

    private static final int LONGEST = 400;
    /** What matters may stand at the end of a long line. */
    private static final int ITS_END = 120;

    private static final List<String> TELLING = List.of("command", "path", "from", "source", "uri", "url", "to");

    /** A question, and what was answered. */
    static final class Asked {
        final Instant at;
        final String why;
        Optional<Instant> answered = Optional.empty();
        boolean yes;
        String by = "";
        String said = "";

        Asked(Instant at, String why) {
            this.at = at;
            this.why = why;
        }

        Optional<Duration> waited() {
            return answered.map(end -> Duration.between(at, end));
        }
    }

    final String id;
    final Instant at;
    final String tool;
    String asked;
    String saying;
    Instant last;
    State state = State.REFUSED;
    boolean ran;
    private boolean awaitsSecured;
    List<String> reasons = List.of();
    /** Its class with its safeguards. */
    Optional<Reversibility> reversibility = Optional.empty();

    String undoes = "";
    String undoneBy = "";
    String problem = "";
    final List<Asked> questions = new ArrayList<>(1);
    final List<String> notes = new ArrayList<>(1);
    /** What it was judged to do, and what its tool said afterwards that it did. */
    Set<Facts.Deed> effects = Set.of();
    /** Effects that were not written down: how many more there were. */
    long unwritten;
    /** False where not all that it does was known beforehand. */
    boolean complete = true;

    Deed(Entry first) {
        Arguments body = first.body();
        this.id = first.call();
        this.at = first.at();
        this.last = at;
        this.tool = Facts.text(body, "tool");
        this.asked = asked(body);
        this.saying = cut(Facts.text(body, "rationale"));
    }

    private static String asked(Arguments body) {
        if (body.get("arguments").orElse("") instanceof Map<?, ?> arguments) {
            for (String name : TELLING) {
                if (arguments.get(name) instanceof String text) {
                    return cut(text);
                }
            }
            return arguments.isEmpty() ? "" : cut(String.valueOf(arguments));
        }
        return "";
    }

    /** Its beginning and its end. */
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - ITS_END - 1))
                ? LONGEST - ITS_END - 1
                : LONGEST - ITS_END;
        int from = text.length() - ITS_END;
        int rest = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
        return text.substring(0, end) + " ... " + (rest - end) + " characters ... " + text.substring(rest);
    }

    void tell(Entry entry) {
        Arguments body = entry.body();
        last = entry.at().isAfter(last) ? entry.at() : last;
        switch (entry.kind()) {
            case READ -> state = State.READ;
            case ASKED -> {
                state = State.ASKED;
                questions.add(new Asked(entry.at(), String.join("; ", Facts.texts(body, "reasons"))));
            }
            case ANSWERED -> answer(entry);
            case REFUSED -> {
                state = State.REFUSED;
                reasons = Facts.texts(body, "reasons");
            }
            case INTENT -> intend(body);
            case SECURED -> awaitsSecured = false;
            case DONE -> end(body, State.DONE);
            case FAILED -> {
                end(body, State.FAILED);
                problem = cut(Facts.text(body, "problem"));
            }
            case SETTLED -> {
                boolean did = body.bool("ran").orElse(true);
                state = did ? State.DONE : State.FAILED;
                ran = did;
                notes.add("settled by " + Facts.text(body, "by") + ": " + (did ? "it ran" : "it did not run") + "; "
                        + cut(Facts.text(body, "why")));
            }
            case UNDONE -> undone(Facts.text(body, "by"));
            case NOTED -> note(body);
        }
    }

    private void intend(Arguments body) {
        state = State.OPEN;
        ran = true;
        awaitsSecured = body.bool("secures").orElse(false);
        reasons = Facts.texts(body, "reasons");
        reversibility = Facts.reversibility(body, "reversibility");
        undoes = Facts.text(body, "undoes");
        complete = body.bool("complete").orElse(true);
        List<Facts.Deed> judged = Facts.effects(body);
        effects = new LinkedHashSet<>(judged);
        unwritten = Math.max(0, body.integer("effectsInAll").orElse(0L) - judged.size());
    }

    private void end(Arguments body, State how) {
        state = how;
        List<Facts.Deed> did = Facts.effects(body);
        unwritten += Math.max(0, Facts.written(body) - did.size());
        effects = new LinkedHashSet<>(effects);
        effects.addAll(did);
    }

    private void answer(Entry entry) {
        Arguments body = entry.body();
        String by = Facts.text(body, "by");
        if (!body.bool("counted").orElse(false)) {
            notes.add("an answer of " + by + " did not count: " + cut(Facts.text(body, "note")));
            return;
        }
        boolean yes = body.bool("yes").orElse(false);
        if (!questions.isEmpty()) {
            Asked question = questions.get(questions.size() - 1);
            question.answered = Optional.of(entry.at());
            question.yes = yes;
            question.by = question.by.isEmpty() ? by : question.by + ", " + by;
            question.said = cut(Facts.text(body, "why"));
        }
        if (!yes && state == State.ASKED) {
            state = State.REFUSED;
            reasons = List.of("a person said no");
        }
    }

    private void note(Arguments body) {
        String what = Facts.text(body, "what");
        if (what.equals("unknown")) {
            state = state == State.OPEN ? State.UNKNOWN : state;
        } else if (what.equals("stale") || what.equals("unsecured")) { // nothing has run; it goes round, or is refused
            state = State.REFUSED;
            ran = false;
        }
        if (notes.size() < 20) {
            notes.add(what + ": " + cut(Facts.text(body, "why")));
        }
    }

    void undone(String by) {
        undoneBy = by;
        state = State.UNDONE;
    }

    /** True when what comes under its id from now on is another call. */
    boolean isPast() {
        return ran && !(state == State.OPEN && awaitsSecured);
    }

    /** True when it took effect, whether or not it was taken back since. */
    boolean tookEffect() {
        return ran && (state == State.DONE || state == State.UNDONE);
    }

    /** True when nobody knows whether, or how far, it took effect. */
    boolean mayHave() {
        return ran && (state == State.OPEN || state == State.UNKNOWN || state == State.FAILED || state == State.READ);
    }

    /** True when it did, or may have done, more than was written down. */
    boolean isVague() {
        return (tookEffect() || mayHave()) && (unwritten > 0 || !complete);
    }

    /** True when somebody should look at it, however many other calls there are. */
    boolean isGrave() {
        return state != State.DONE
                || !questions.isEmpty()
                || isVague()
                || !reversibility.equals(Optional.of(Reversibility.REVERSIBLE))
                || effects.stream().anyMatch(effect -> effect.verb() == Verb.DELETE);
    }

    /** Lets go of its words: there are too many calls to show them all. */
    void shorten() {
        asked = "";
        saying = "";
    }
}
