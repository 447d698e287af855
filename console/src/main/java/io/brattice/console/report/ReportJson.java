package io.brattice.console.report;

import io.brattice.Chronicle.State;
import io.brattice.action.Arguments;
import io.brattice.action.Verb;
import io.brattice.console.page.Ascii;
import io.brattice.console.page.Piece;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A report for programs: what it comes to, and the claims; the calls one by one are what {@code journal export} gives. */
final class ReportJson {

    private ReportJson() {}

    static String of(Findings found, Integrity integrity, Optional<ClaimSheet> sheet, ZoneId zone) {
        Account account = found.account();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("session", account.session());
        all.put("callers", List.copyOf(account.callers()));
        all.put("first", account.first().map(Object::toString).orElse(""));
        all.put("last", account.last().map(Object::toString).orElse(""));
        all.put("journal_intact", integrity.fine());
        Map<String, Object> calls = new LinkedHashMap<>();
        calls.put("read", account.reads());
        for (State state : State.values()) {
            if (state != State.READ) {
                calls.put(state.name().toLowerCase(Locale.ROOT), account.count(state));
            }
        }
        all.put("calls", calls);
        all.put("stands", sums(found.stands()));
        all.put("taken_back", sums(found.takenBack()));
        all.put("in_doubt", sums(found.doubtful()));
        all.put("sums_are_least", found.happened().isVague() || found.doubtful().isVague());
        all.put("questions", found.questions().size());
        all.put("yes", found.questions().stream().filter(asked -> asked.yes).count());
        all.put(
                "wait_seconds",
                found.waits().stream().map(Duration::toSeconds).limit(10_000).toList());
        all.put(
                "unresolved",
                found.unresolved().stream().map(deed -> deed.id).limit(10_000).toList());
        sheet.ifPresent(known -> all.put("claims", claims(known, new Witness(found, zone))));
        return Ascii.json(Arguments.from(all).json());
    }

    private static Map<String, Object> sums(Totals totals) {
        Map<String, Object> sums = new LinkedHashMap<>();
        for (Verb verb : Verb.values()) {
            if (totals.has(verb)) {
                sums.put(Telling.past(verb), Map.of("things", totals.things(verb), "lines", totals.parts(verb)));
            }
        }
        return sums;
    }

    private static List<Object> claims(ClaimSheet sheet, Witness witness) {
        List<Object> claims = new ArrayList<>();
        for (ClaimSheet.Sentence sentence : sheet.sentences()) {
            if (sentence.claims().isEmpty()) {
                claims.add(Map.of("sentence", clean(sentence.text()), "mark", "NOT_CHECKABLE"));
            }
            for (Claim claim : sentence.claims()) {
                Witness.Answer answer = witness.hold(claim);
                String evidence = String.join(
                        " ", answer.evidence().stream().map(Piece::text).toList());
                claims.add(Map.of(
                        "sentence", clean(sentence.text()),
                        "claim", claim.words(),
                        "resource", clean(claim.resource().orElse("")),
                        "mark", answer.mark().name(),
                        "evidence", clean(evidence)));
            }
        }
        return claims;
    }

    private static String clean(String text) {
        String cut = Deed.cut(text);
        StringBuilder clean = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) { // lone surrogates have no place in JSON
            char c = cut.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c) && i + 1 < cut.length() && Character.isLowSurrogate(cut.charAt(i + 1));
            if (pair) {
                clean.append(c).append(cut.charAt(++i));
            } else {
                clean.append(Character.isSurrogate(c) ? '?' : c);
            }
        }
        return clean.toString();
    }
}
