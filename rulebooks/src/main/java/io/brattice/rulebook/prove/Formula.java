package io.brattice.rulebook.prove;

import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** A condition over numbered atoms, of each of which is known which truths it may still have, as bits. */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
abstract class Formula {

    static final int FALSE = 1;
    static final int UNKNOWN = 2;
    static final int TRUE = 4;
    static final int ALL = 7;
    private static final int[][] BOTH = new int[8][8];
    private static final int[][] EITHER = new int[8][8];

    static {
        for (int one = 0; one < 8; one++) {
            for (int other = 0; other < 8; other++) {
                for (Truth a : Truth.values()) {
                    for (Truth b : Truth.values()) {
                        if ((one >> a.ordinal() & 1) == 1 && (other >> b.ordinal() & 1) == 1) {
                            BOTH[one][other] |= 1 << a.and(b).ordinal();
                            EITHER[one][other] |= 1 << a.or(b).ordinal();
                        }
                    }
                }
            }
        }
    }

    /** One condition; only what a tier is hangs on the layer that asks. */
    record Atom(int layer, Condition condition) {}

    abstract int may(byte[] atoms);

    abstract void collect(BitSet atoms);

    static Formula of(int layer, Condition condition, Map<Atom, Integer> numbers) {
        if (condition instanceof Condition.All all) {
            return new Parts(parts(layer, all.of(), numbers), BOTH, TRUE);
        }
        if (condition instanceof Condition.Any any) {
            return new Parts(parts(layer, any.of(), numbers), EITHER, FALSE);
        }
        if (condition instanceof Condition.Not not) {
            Formula of = of(layer, not.of(), numbers);
            return new Formula() {
                @Override
                int may(byte[] atoms) {
                    int may = of.may(atoms);
                    return (may & UNKNOWN) | ((may & FALSE) != 0 ? TRUE : 0) | ((may & TRUE) != 0 ? FALSE : 0);
                }

                @Override
                void collect(BitSet atoms) {
                    of.collect(atoms);
                }
            };
        }
        if (condition instanceof Condition.Always) {
            return new Parts(List.of(), BOTH, TRUE);
        }
        Atom atom = new Atom(condition instanceof Condition.EffectTier ? layer : 0, condition);
        int number = numbers.computeIfAbsent(atom, none -> numbers.size());
        return new Formula() {
            @Override
            int may(byte[] atoms) {
                return atoms[number];
            }

            @Override
            void collect(BitSet atoms) {
                atoms.set(number);
            }
        };
    }

    private static List<Formula> parts(int layer, List<Condition> of, Map<Atom, Integer> numbers) {
        List<Formula> parts = new ArrayList<>();
        of.forEach(one -> parts.add(of(layer, one, numbers)));
        return parts;
    }

    private static final class Parts extends Formula {
        private final List<Formula> parts;
        private final int[][] join;
        private final int ofNone;

        Parts(List<Formula> parts, int[][] join, int ofNone) {
            this.parts = parts;
            this.join = join;
            this.ofNone = ofNone;
        }

        @Override
        int may(byte[] atoms) {
            int may = ofNone;
            for (Formula part : parts) {
                may = join[may][part.may(atoms)];
            }
            return may;
        }

        @Override
        void collect(BitSet atoms) {
            parts.forEach(part -> part.collect(atoms));
        }
    }
}
