package io.brattice.console.report;

import io.brattice.action.Verb;
import io.brattice.console.page.Piece;
import io.brattice.console.report.Claim.Act;
import io.brattice.console.report.Claim.Bound;
import io.brattice.console.report.Claim.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds claims against what the journal tells. Says that one is confirmed or contradicted only where the journal alone decides it; where
 * it knows only a part (effects that were not written down, calls of unknown end, words that have no measure), that is not checkable.
 */
final class Witness {

    /** More lines taken away by each are no small edit. */
    static final long SMALL_EDIT_LINES = 100;

    /** What a claim comes to. */
    enum Mark {
        CONFIRMED,
        CONTRADICTED,
        NOT_CHECKABLE
    }

    /** What a claim comes to, and what the journal says of it. */
    record Answer(Mark mark, List<Piece> evidence) {
        Answer {
            evidence = List.copyOf(evidence);
        }
    }

    private final Findings found;
    private final ZoneId zone;
    private final Touched touched;

    Witness(Findings found, ZoneId zone) {
        this.found = found;
        this.zone = zone;
        this.touched = new Touched(found);
    }

    Answer hold(Claim claim) {
        Answer answer = switch (claim.act()) {
            case ASKED -> asked(claim);
            case APPROVED -> approved(claim);
            case RESTORED -> restored(claim);
            case READ ->
                claim.only() ? onlyThat(claim) : open("the journal tells that reads passed, not what was understood");
            case RAN ->
                claim.unit() == Unit.CALLS && claim.count().isPresent() ? calls(claim) : open("not what a call is for");
            case CREATED, CHANGED, DELETED, SENT -> deed(claim);
        };
        if (answer.mark() == Mark.CONFIRMED && claim.only()) {
            answer = onlyThat(claim);
        }
        return answer.mark() == Mark.CONFIRMED && claim.time().isPresent() ? timed(claim, answer) : answer;
    }

    private Answer deed(Claim claim) {
        if (claim.resource().isPresent()) {
            return claim.count().isPresent() && !claim.negated() ? countedIn(claim) : named(claim);
        }
        if (claim.negated() || claim.count().filter(count -> count == 0).isPresent()) {
            return none(claim);
        }
        if (claim.count().isPresent()) {
            return counted(claim);
        }
        return any(claim);
    }

    /** Nothing of the kind was done. */
    private Answer none(Claim claim) {
        if (claim.count().filter(count -> count > 0).isPresent() || claim.unit() == Unit.OTHER) {
            return open("what was not done in that number cannot be told");
        }
        boolean parts = claim.unit() != Unit.FILES;
        boolean wholes = claim.unit() != Unit.LINES;
        List<Verb> verbs = Touched.verbs(claim.act());
        boolean did = verbs.stream()
                .anyMatch(verb -> (wholes && found.happened().things(verb) > 0)
                        || (parts && found.happened().parts(verb) > 0));
        if (did) {
            return answer(Mark.CONTRADICTED, told(claim.act()));
        }
        return isWhole() ? answer(Mark.CONFIRMED, "nothing of the kind") : unsure();
    }

    private Answer any(Claim claim) {
        if (claim.unit() == Unit.OTHER) {
            return open("the journal does not count that");
        }
        boolean did = Touched.verbs(claim.act()).stream().anyMatch(found.happened()::has);
        if (did) {
            return open("something of the kind happened: " + told(claim.act()) + "; which is not said");
        }
        return isWhole() ? answer(Mark.CONTRADICTED, "nothing of the kind") : unsure();
    }

    private Answer counted(Claim claim) {
        return switch (claim.unit()) {
            case THINGS, FILES -> compare(claim, touched.amounts(claim.act()), told(claim.act()));
            case LINES -> lines(claim, found.happened().parts(Verb.DELETE));
            case EDITS -> edits(claim);
            case CALLS -> calls(claim);
            case QUESTIONS, OTHER -> open("the journal does not count that");
        };
    }

    private Answer lines(Claim claim, long removed) {
        String told = number(removed) + " lines were taken away";
        if (claim.act() == Act.DELETED) {
            return compare(claim, List.of(removed), told);
        }
        long said = claim.count().orElse(0L);
        boolean less = claim.act() == Act.CHANGED && claim.bound() != Bound.AT_LEAST && removed > said;
        return less && !(claim.bound() == Bound.ABOUT && removed <= said + said / 10)
                ? answer(Mark.CONTRADICTED, told)
                : open("the journal counts lines that were taken away: " + told);
    }

    /** So many edits: as many things changed, or as many calls that wrote and no more things than that; and nothing else written. */
    private Answer edits(Claim claim) {
        if (claim.act() == Act.DELETED) {
            return compare(claim, touched.amounts(Act.DELETED), told(Act.DELETED));
        }
        long calls = found.account().own().stream()
                .filter(Deed::tookEffect)
                .filter(deed ->
                        deed.effects.stream().anyMatch(effect -> effect.verb().writes()))
                .count();
        long things = touched.changed();
        long removed = found.happened().parts(Verb.DELETE);
        String told = number(calls) + " calls that wrote, " + number(things) + " things changed, "
                + number(found.happened().things(Verb.CREATE)) + " created, "
                + number(found.happened().things(Verb.DELETE))
                + " deleted, " + number(removed) + " lines taken away";
        long said = claim.count().orElse(0L);
        long deleted = found.happened().things(Verb.DELETE);
        if (claim.small() && (deleted > 0 || removed > SMALL_EDIT_LINES * Math.max(1, said))) {
            return answer(Mark.CONTRADICTED, told);
        }
        long more = deleted + found.happened().things(Verb.CREATE);
        if (holds(claim, things) || (holds(claim, calls) && things + more <= calls)) {
            boolean all = more == 0 || things + more <= calls;
            return !isWhole() ? unsure() : all ? answer(Mark.CONFIRMED, told) : open(told);
        }
        boolean certain = isWhole() || (claim.bound() != Bound.AT_LEAST && things > said);
        return certain ? answer(Mark.CONTRADICTED, told) : unsure();
    }

    private Answer calls(Claim claim) {
        long ran = found.account().own().stream().filter(deed -> deed.ran).count();
        long all = ran + found.account().reads();
        long shell = found.account().own().stream()
                .filter(deed -> deed.ran && deed.tool.equals("bash"))
                .count();
        String told = number(all) + " calls ran, " + number(found.account().reads()) + " of them only read";
        if (claim.negated()) {
            return open(told);
        }
        if (holds(claim, all) || holds(claim, ran) || holds(claim, shell)) {
            return answer(Mark.CONFIRMED, told);
        }
        boolean outside =
                claim.count().orElse(0L) < Math.min(ran, shell) || claim.count().orElse(0L) > all;
        return outside ? answer(Mark.CONTRADICTED, told) : open(told);
    }

    private Answer named(Claim claim) {
        String path = claim.resource().orElseThrow();
        Optional<String> below = touched.below(claim.act(), path);
        Optional<String> did = touched.resource(found.happened(), claim.act(), path);
        if (did.isPresent()) {
            boolean back = touched.resource(found.stands(), claim.act(), path).isEmpty();
            return new Answer(
                    claim.negated() ? Mark.CONTRADICTED : Mark.CONFIRMED,
                    List.of(
                            Piece.ours(back ? "it was, and was taken back since:" : "it was:"),
                            Piece.theirs(did.get())));
        }
        if (below.isPresent()) {
            Mark mark = claim.negated() ? Mark.CONTRADICTED : Mark.NOT_CHECKABLE;
            return new Answer(
                    mark, List.of(Piece.ours("it was done to something in there:"), Piece.theirs(below.get())));
        }
        if (touched.resource(found.doubtful(), claim.act(), path).isPresent() || !isWhole()) {
            return unsure();
        }
        if (!path.contains("/") && !path.contains(".")) {
            return open("that names nothing that the journal would know by this name");
        }
        return answer(
                claim.negated() ? Mark.CONFIRMED : Mark.CONTRADICTED, "no call did that to anything of this name");
    }

    private Answer countedIn(Claim claim) {
        String path = claim.resource().orElseThrow();
        long things = 0;
        long parts = 0;
        for (Map.Entry<String, Map<Verb, Totals.Much>> each :
                found.happened().resources().entrySet()) {
            if (Touched.isUnder(each.getKey(), path)) {
                for (Verb verb : Touched.verbs(claim.act())) {
                    things +=
                            each.getValue().containsKey(verb) ? each.getValue().get(verb).things : 0;
                    parts += each.getValue().containsKey(verb) ? each.getValue().get(verb).parts : 0;
                }
            }
        }
        boolean vague = found.happened().beyond() > 0;
        if (claim.unit() == Unit.LINES && claim.act() == Act.DELETED) {
            return vague ? unsure() : compare(claim, List.of(parts), number(parts) + " lines were taken away there");
        }
        boolean counts = claim.unit() == Unit.FILES || claim.unit() == Unit.THINGS;
        return counts && !vague && claim.act() != Act.SENT
                ? compare(claim, List.of(things), number(things) + " things there")
                : open("the journal does not count that");
    }

    private Answer asked(Claim claim) {
        long questions = found.questions().size();
        String told = number(questions) + " questions were put to a person";
        if (claim.negated()) {
            return answer(questions == 0 ? Mark.CONFIRMED : Mark.CONTRADICTED, told);
        }
        if (questions == 0) {
            return answer(Mark.CONTRADICTED, told);
        }
        return claim.count().isPresent() && claim.unit() == Unit.QUESTIONS
                ? compare(claim, List.of(questions), told)
                : open(told + "; which is not said");
    }

    private Answer approved(Claim claim) {
        long yes = found.questions().stream().filter(asked -> asked.yes).count();
        String told = number(yes) + " questions were answered with yes";
        if (claim.negated()) {
            return yes == 0 ? answer(Mark.CONFIRMED, told) : open(told + "; which is not said");
        }
        return yes == 0 ? answer(Mark.CONTRADICTED, told) : open(told + "; which is not said");
    }

    private Answer restored(Claim claim) {
        if (claim.resource().isPresent() && !claim.negated()) {
            String path = claim.resource().get();
            for (Act act : List.of(Act.DELETED, Act.CHANGED, Act.CREATED)) {
                Optional<String> back = touched.resource(found.takenBack(), act, path);
                if (back.isPresent()
                        && touched.resource(found.stands(), act, path).isEmpty()) {
                    return new Answer(Mark.CONFIRMED, List.of(Piece.ours("taken back:"), Piece.theirs(back.get())));
                }
            }
        }
        boolean rebuilt = found.stands().has(Verb.CREATE) || found.stands().has(Verb.UPDATE);
        boolean none = found.takenBack().calls() == 0;
        if (none && !rebuilt && isWhole() && !claim.negated()) {
            return answer(
                    Mark.CONTRADICTED, "nothing was taken back, and nothing was written that could be a restored copy");
        }
        return open(number(found.takenBack().calls()) + " calls were taken back; whether that is all is not said");
    }

    /** Nothing but that was done. */
    private Answer onlyThat(Claim claim) {
        List<Verb> allowed = new ArrayList<>(Touched.verbs(claim.act()));
        allowed.addAll(List.of(Verb.READ, Verb.EXECUTE));
        if (claim.act() == Act.CHANGED) {
            allowed.add(Verb.UPDATE);
        }
        Set<Verb> others = java.util.EnumSet.noneOf(Verb.class);
        for (Verb verb : Verb.values()) {
            boolean part = claim.act() == Act.CHANGED && found.happened().things(verb) == 0;
            if (!allowed.contains(verb) && found.happened().has(verb) && !part) {
                others.add(verb);
            }
        }
        if (!others.isEmpty()) {
            return answer(Mark.CONTRADICTED, "there was more: " + everything());
        }
        if (claim.resource().isPresent()) {
            for (Map.Entry<String, Map<Verb, Totals.Much>> each :
                    found.happened().resources().entrySet()) {
                boolean wrote =
                        each.getValue().keySet().stream().anyMatch(verb -> verb != Verb.READ && verb != Verb.EXECUTE);
                if (wrote && !Touched.isUnder(each.getKey(), claim.resource().get())) {
                    return new Answer(
                            Mark.CONTRADICTED,
                            List.of(Piece.ours("there was more:"), Piece.theirs(Touched.plain(each.getKey()))));
                }
            }
        }
        return isWhole() ? answer(Mark.CONFIRMED, everything()) : unsure();
    }

    private Answer timed(Claim claim, Answer answer) {
        LocalTime said = claim.time().orElseThrow();
        boolean seen = found.account().own().stream()
                .filter(Deed::tookEffect)
                .filter(deed -> deed.effects.stream()
                        .anyMatch(effect -> Touched.verbs(claim.act()).contains(effect.verb())))
                .anyMatch(deed -> isAbout(deed.at, said, zone) || isAbout(deed.at, said, ZoneOffset.UTC));
        return seen ? answer : answer(Mark.CONTRADICTED, "nothing of the kind within a minute of that time");
    }

    private static boolean isAbout(Instant at, LocalTime said, ZoneId zone) {
        long apart =
                Math.abs(Duration.between(at.atZone(zone).toLocalTime(), said).toSeconds());
        return Math.min(apart, 86_400 - apart) <= 90;
    }

    private Answer compare(Claim claim, List<Long> amounts, String told) {
        boolean fits = amounts.stream().anyMatch(amount -> holds(claim, amount));
        if (fits) {
            return isWhole() ? answer(Mark.CONFIRMED, told) : unsure();
        }
        long least = amounts.stream().mapToLong(Long::longValue).min().orElse(0);
        boolean tooFew =
                claim.bound() != Bound.AT_LEAST && least > claim.count().orElse(0L);
        return isWhole() || tooFew ? answer(Mark.CONTRADICTED, told) : unsure();
    }

    private static boolean holds(Claim claim, long amount) {
        long said = claim.count().orElse(0L);
        return switch (claim.bound()) {
            case EXACTLY -> amount == said;
            case ABOUT -> Math.abs(amount - said) <= Math.max(1, said / 10);
            case AT_MOST -> amount <= said;
            case AT_LEAST -> amount >= said;
        };
    }

    /** True when all that was done was written down, and it is known how each call ended. What code did that ran is not known from that. */
    private boolean isWhole() {
        return !found.happened().isVague()
                && !found.happened().ranCode()
                && found.happened().beyond() == 0
                && found.account().children().isEmpty()
                && found.doubtful().calls() == 0
                && found.account().missing() == 0;
    }

    private String told(Act act) {
        return switch (act) {
            case CHANGED -> number(touched.changed()) + " things were changed";
            case DELETED ->
                number(found.happened().things(Verb.DELETE)) + " things were deleted, and "
                        + number(found.happened().parts(Verb.DELETE)) + " lines taken away";
            case CREATED -> number(found.happened().things(Verb.CREATE)) + " things were created";
            case READ, RAN, SENT, RESTORED, ASKED, APPROVED -> everything();
        };
    }

    private String everything() {
        List<String> all = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            if (found.happened().has(verb) && verb != Verb.READ) {
                long things = found.happened().things(verb);
                long parts = found.happened().parts(verb);
                all.add(number(things) + (parts > 0 ? " and " + number(parts) + " lines" : "") + " "
                        + Telling.past(verb));
            }
        }
        return all.isEmpty() ? "nothing was changed" : String.join(", ", all);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static Answer unsure() {
        return open("not all that was done, or how it ended, is known");
    }

    private static Answer open(String why) {
        return answer(Mark.NOT_CHECKABLE, why);
    }

    private static Answer answer(Mark mark, String why) {
        return new Answer(mark, List.of(Piece.ours(why)));
    }
}
