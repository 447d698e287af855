package io.brattice.rulebook.decide;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Book;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Verdicts by who took part, each made once and kept while there is room. Each that takes part has a number. */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
final class Verdicts {

    private static final int MOST = 4_096;
    private static final int LONGEST = 64;
    private static final int UNLISTED = Verb.values().length;
    private static final int NO_EFFECT = UNLISTED + 1;
    private static final int WHATS = NO_EFFECT + 1;

    /** What a layer may say without a rule: two for each class, and these. */
    private static final int UNKNOWN = 8;

    private static final int READ_ONLY_MODE = 9;

    private final List<Book> layers;
    private final List<Rule> rules;
    private final @Nullable Verdict[] ofOne;
    private final Map<Codes, Verdict> ofSeveral = new ConcurrentHashMap<>();

    Verdicts(List<Book> layers, List<Rule> rules) {
        this.layers = layers;
        this.rules = rules;
        this.ofOne = new Verdict[(rules.size() + layers.size()) * WHATS];
    }

    static int what(Verb verb, boolean unlisted) {
        return unlisted ? UNLISTED : verb.ordinal();
    }

    static int whatOfNoEffect() {
        return NO_EFFECT;
    }

    int rule(Rule rule, int what) {
        return rule.number * WHATS + what;
    }

    int byDefault(int layer, Reversibility reversibility, boolean small) {
        return ofLayer(layer) + reversibility.ordinal() * 2 + (small ? 1 : 0);
    }

    int unknown(int layer) {
        return ofLayer(layer) + UNKNOWN;
    }

    int readOnlyMode(int layer) {
        return ofLayer(layer) + READ_ONLY_MODE;
    }

    private int ofLayer(int layer) {
        return (rules.size() + layer) * WHATS;
    }

    /** The verdict when exactly these took part. */
    Verdict of(Codes codes) {
        if (codes.size() == 1) {
            int code = codes.get(0);
            Verdict known = ofOne[code];
            if (known == null) {
                known = made(codes);
                ofOne[code] = known;
            }
            return known;
        }
        Verdict known = ofSeveral.get(codes);
        if (known == null) {
            known = made(codes);
            if (codes.size() <= LONGEST) {
                if (ofSeveral.size() >= MOST) {
                    ofSeveral.clear();
                }
                ofSeveral.put(codes.copy(), known);
            }
        }
        return known;
    }

    private Verdict made(Codes codes) {
        List<Say> says = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            says.add(say(codes.get(i)));
        }
        return Say.verdict(says);
    }

    private Say say(int code) {
        int number = code / WHATS;
        int what = code % WHATS;
        if (number < rules.size()) {
            Rule rule = rules.get(number);
            return Say.by(rule.clause, rule.layer, text(what));
        }
        int layer = number - rules.size();
        Book book = layers.get(layer);
        return what == READ_ONLY_MODE
                ? DefaultSays.readOnlyMode(layer)
                : what == UNKNOWN
                        ? DefaultSays.unknown(book.defaults(), layer)
                        : DefaultSays.of(book.defaults(), layer, Reversibility.values()[what / 2], what % 2 == 1);
    }

    private static String text(int what) {
        return what == NO_EFFECT
                ? Say.NO_EFFECT
                : what == UNLISTED ? Say.UNLISTED : Verb.values()[what].name().toLowerCase(Locale.ROOT);
    }
}
