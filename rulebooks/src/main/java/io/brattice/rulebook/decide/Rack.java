package io.brattice.rulebook.decide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that may speak of an effect, found by the name of its resource where they name one. */
final class Rack {

    /** Fewer are asked one by one. */
    private static final int WORTH_A_TABLE = 4;

    private final Rule.Left[] anywhere;
    private final HeadTable<Rule.Left> heads;
    private final Rule.Left[] all;

    private Rack(Rule.Left[] anywhere, HeadTable<Rule.Left> heads, Rule.Left[] all) {
        this.anywhere = anywhere;
        this.heads = heads;
        this.all = all;
    }

    /** Collects rules for a rack. */
    static final class Builder {
        private final List<Rule.Left> all = new ArrayList<>();
        private final List<List<String>> beginnings = new ArrayList<>();

        /** @param heads what a resource it speaks of begins with; one of them is empty where that may be anything */
        void add(Rule.Left left, List<String> heads) {
            all.add(left);
            beginnings.add(heads);
        }

        @Nullable
        Rack build() {
            if (all.isEmpty()) {
                return null;
            }
            long named =
                    beginnings.stream().filter(heads -> !heads.contains("")).count();
            List<Rule.Left> anywhere = new ArrayList<>();
            HeadTable.Builder<Rule.Left> table = new HeadTable.Builder<>();
            for (int i = 0; i < all.size(); i++) {
                Rule.Left left = all.get(i);
                if (named < WORTH_A_TABLE || beginnings.get(i).contains("")) {
                    anywhere.add(left);
                } else {
                    beginnings.get(i).forEach(head -> table.add(head, left));
                }
            }
            return new Rack(anywhere.toArray(new Rule.Left[0]), table.build(), all.toArray(new Rule.Left[0]));
        }
    }

    int size() {
        return all.length;
    }

    /** Rules that no name leads to; all of them where the name in sight is none to look for. */
    Rule.Left[] anywhere(Sight sight) {
        return heads.isEmpty() || sight.isOrdinary() ? anywhere : all;
    }

    /** Where the name in sight leads to. */
    void find(Sight sight) {
        if (!heads.isEmpty() && sight.isOrdinary()) {
            heads.find(sight.effect.resource().uri(), sight.reachesInside(), sight.scratch.found);
        }
    }
}
