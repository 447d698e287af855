package io.brattice.console.report;

import io.brattice.console.report.Claim.Act;
import io.brattice.console.report.Claim.Bound;
import io.brattice.console.report.Claim.Unit;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds claims in English prose: a verb in the past, what it was done to, how many, when. No model, no guess: the same text gives the same
 * claims, and what is conditional, planned, about somebody else or not understood gives none.
 */
final class ClaimReader {

    /** One word, and whether a comma follows. */
    private record Word(String raw, String lower, boolean quoted, boolean comma) {}

    private ClaimReader() {}

    /** The claims in one sentence; none where it is not understood. */
    static List<Claim> read(String sentence) {
        List<Word> words = words(sentence);
        if (sentence.strip().endsWith("?")) {
            return List.of();
        }
        if (words.stream().anyMatch(word -> !word.quoted && Vocabulary.HEDGES.contains(word.lower))
                && !isBound(words)) {
            return List.of();
        }
        List<Integer> verbs = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (act(words, i).isPresent()) {
                verbs.add(i);
            }
        }
        List<Claim> claims = new ArrayList<>();
        int begin = 0;
        Unit unit = Unit.THINGS;
        for (int v = 0; v < verbs.size(); v++) {
            int at = verbs.get(v);
            int next = v + 1 < verbs.size() ? verbs.get(v + 1) : words.size();
            boolean noun = Vocabulary.NOUNS.containsKey(words.get(at).lower)
                    && !Vocabulary.VERBS.containsKey(words.get(at).lower);
            boolean passive = !noun && isPassive(words, at, begin);
            int end = v + 1 < verbs.size() ? objectEnd(words, at, next) : next;
            List<Word> object = passive || noun ? words.subList(begin, at) : words.subList(at + 1, end);
            List<Word> around = words.subList(Math.max(begin, at - 5), passive || noun ? at : end);
            List<Word> scope = noun ? words.subList(begin, end) : object;
            List<Claim> found = claims(act(words, at).orElseThrow(), scope, around, noun, unit);
            unit = found.isEmpty() || found.get(0).unit() == Unit.THINGS
                    ? unit
                    : found.get(0).unit();
            claims.addAll(found);
            begin = passive || noun ? at + 1 : end;
        }
        return claims;
    }

    /** {@code more than 3}, {@code fewer than 10} are understood; {@code other than} is not. */
    private static boolean isBound(List<Word> words) {
        boolean than = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).lower;
            if (!words.get(i).quoted && Vocabulary.HEDGES.contains(word)) {
                boolean fine = word.equals("than")
                        && i > 0
                        && Set.of("more", "fewer", "less").contains(words.get(i - 1).lower);
                if (!fine) {
                    return false;
                }
                than = true;
            }
        }
        return than;
    }

    private static List<Claim> claims(Act act, List<Word> object, List<Word> around, boolean noun, Unit inherited) {
        long noes = around.stream()
                .filter(word -> !word.quoted && Vocabulary.NOT.contains(word.lower))
                .count();
        if (noes > 1) {
            return List.of();
        }
        boolean negated = around.stream().anyMatch(word -> !word.quoted && Vocabulary.NOT.contains(word.lower));
        boolean only = around.stream().anyMatch(word -> word.lower.equals("only") || word.lower.equals("just"));
        boolean small = object.stream().anyMatch(word -> Vocabulary.SMALL.contains(word.lower));
        Optional<LocalTime> time =
                object.stream().flatMap(word -> time(word.raw).stream()).findFirst();
        List<String> resources = new ArrayList<>();
        Optional<Long> count = Optional.empty();
        Bound bound = Bound.EXACTLY;
        Unit unit = noun ? Unit.EDITS : Unit.THINGS;
        boolean hasUnit = false;
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
            Word word = object.get(i);
            Optional<Long> number = number(word);
            if (number.isPresent()) {
                count = number;
                bound = bound(object, i);
            } else if (!word.quoted && Vocabulary.UNITS.containsKey(word.lower) && !(noun && hasUnit)) {
                Unit here = isQualified(object, i) ? Unit.OTHER : Vocabulary.UNITS.getOrDefault(word.lower, Unit.OTHER);
                if (hasUnit && count.isPresent() && !claims.isEmpty()) {
                    // a second number with a unit of its own
                    claims.add(new Claim(act, negated, only, count, bound, here, Optional.empty(), small, time));
                    count = Optional.empty();
                    continue;
                }
                unit = noun ? Unit.EDITS : here;
                hasUnit = true;
                if (count.isPresent() && !noun) {
                    claims.add(new Claim(act, negated, only, count, bound, unit, Optional.empty(), small, time));
                    count = Optional.empty();
                }
            } else if (isPath(word)) {
                resources.add(word.raw);
            }
        }
        Unit meant = hasUnit || noun ? unit : count.isPresent() ? inherited : unit;
        if (claims.isEmpty() && count.isPresent()) {
            claims.add(new Claim(act, negated, only, count, bound, meant, Optional.empty(), small, time));
        }
        if (!claims.isEmpty() && resources.size() == 1) {
            Optional<String> in = Optional.of(resources.get(0));
            return claims.stream()
                    .map(each -> new Claim(
                            act, each.negated(), only, each.count(), each.bound(), each.unit(), in, small, time))
                    .toList();
        }
        for (String resource : resources) {
            claims.add(new Claim(
                    act, negated, only, Optional.empty(), bound, Unit.THINGS, Optional.of(resource), small, time));
        }
        if (claims.isEmpty()) {
            claims.add(new Claim(act, negated, only, Optional.empty(), bound, meant, Optional.empty(), small, time));
        }
        return claims;
    }

    /** Files of some kind are not files of all kinds. */
    private static boolean isQualified(List<Word> object, int unit) {
        for (int i = unit - 1; i >= 0; i--) {
            Word word = object.get(i);
            if (number(word).isPresent()
                    || Vocabulary.COUNTING.contains(word.lower)
                    || Vocabulary.UNITS.containsKey(word.lower)
                    || isPath(word)) {
                return false;
            }
            if (!Vocabulary.PLAIN.contains(word.lower)
                    && !Vocabulary.SMALL.contains(word.lower)
                    && !Vocabulary.PASSIVE.contains(word.lower)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Act> act(List<Word> words, int i) {
        Word word = words.get(i);
        if (word.quoted) {
            return Optional.empty();
        }
        if (Vocabulary.VERBS.containsKey(word.lower)) {
            return Optional.of(Vocabulary.VERBS.get(word.lower));
        }
        List<Word> before = words.subList(Math.max(0, i - 3), i);
        if (Vocabulary.INFINITIVES.containsKey(word.lower)
                && before.stream().anyMatch(each -> Vocabulary.NOT.contains(each.lower) || each.lower.equals("did"))) {
            return Optional.of(Vocabulary.INFINITIVES.get(word.lower));
        }
        boolean counted = before.stream()
                .anyMatch(each -> number(each).isPresent() || each.lower.equals("made") || each.lower.equals("no"));
        return Vocabulary.NOUNS.containsKey(word.lower) && counted
                ? Optional.of(Vocabulary.NOUNS.get(word.lower))
                : Optional.empty();
    }

    private static boolean isPassive(List<Word> words, int at, int begin) {
        return words.subList(Math.max(begin, at - 3), at).stream()
                .anyMatch(word -> Vocabulary.PASSIVE.contains(word.lower));
    }

    /** What stands before a verb in the passive is its own. */
    private static int objectEnd(List<Word> words, int at, int next) {
        if (!isPassive(words, next, at + 1) && !Vocabulary.NOUNS.containsKey(words.get(next).lower)) {
            return next;
        }
        for (int i = at + 1; i < next; i++) {
            if (Vocabulary.JOINTS.contains(words.get(i).lower) || words.get(i).comma) {
                return i + 1;
            }
        }
        return at + 1;
    }

    private static Bound bound(List<Word> object, int i) {
        String one = i > 0 ? object.get(i - 1).lower : "";
        String two = i > 1 ? object.get(i - 2).lower : "";
        if (Set.of("about", "around", "roughly", "approximately", "some", "circa")
                .contains(one)) {
            return Bound.ABOUT;
        }
        if ((one.equals("than") && (two.equals("fewer") || two.equals("less")))
                || (one.equals("most") && two.equals("at"))) {
            return Bound.AT_MOST;
        }
        return (one.equals("than") && two.equals("more"))
                        || (one.equals("least") && two.equals("at"))
                        || one.equals("over")
                ? Bound.AT_LEAST
                : Bound.EXACTLY;
    }

    private static List<Word> words(String sentence) {
        List<Word> words = new ArrayList<>();
        for (String part : sentence.strip().split("\\s+", -1)) {
            String raw = stripped(part);
            if (!raw.isEmpty()) {
                boolean quoted = part.indexOf('`') >= 0;
                words.add(new Word(
                        raw, raw.toLowerCase(Locale.ROOT).replace('\u2019', '\''), quoted, part.endsWith(",")));
            }
        }
        return words;
    }

    private static String stripped(String part) {
        int from = 0;
        int to = part.length();
        while (from < to && "`'\"*_([{<,;:!?".indexOf(part.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "`'\"*_)]}>,;:!?.".indexOf(part.charAt(to - 1)) >= 0) {
            to--;
        }
        return part.substring(from, to);
    }

    private static Optional<Long> number(Word word) {
        int named = Vocabulary.NUMBERS.indexOf(word.lower);
        if (named >= 0) {
            return Optional.of((long) named);
        }
        String digits = word.raw.replace(",", "");
        boolean all =
                !digits.isEmpty() && digits.length() <= 15 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return all ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    private static Optional<LocalTime> time(String raw) {
        int colon = raw.indexOf(':');
        boolean looks = colon == 2 && raw.length() >= 5 && raw.length() <= 9;
        try {
            return looks
                    ? Optional.of(LocalTime.parse(raw.endsWith("Z") ? raw.substring(0, raw.length() - 1) : raw))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isPath(Word word) {
        int dot = word.raw.lastIndexOf('.');
        boolean extension = dot > 0 && dot < word.raw.length() - 1 && Character.isLetter(word.raw.charAt(dot + 1));
        boolean slash = word.raw.indexOf('/') >= 0 && word.raw.length() > 1;
        return word.quoted || slash || extension;
    }
}
