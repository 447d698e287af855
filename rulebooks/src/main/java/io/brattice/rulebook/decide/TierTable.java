package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tiers of all layers, the uppermost first, each of which sees those above it. */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
final class TierTable {

    private record Pattern(int tier, Check check) {}

    private static final Truth[] TRUTHS = Truth.values();

    private final int size;
    private final HeadTable<Pattern> heads;
    private final Pattern[] anywhere;
    private final Pattern[] all;

    TierTable(List<Tier> tiers) {
        this.size = tiers.size();
        HeadTable.Builder<Pattern> byHead = new HeadTable.Builder<>();
        List<Pattern> headless = new ArrayList<>();
        List<Pattern> every = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (TextTest test : tiers.get(i).patterns()) {
                Pattern pattern = new Pattern(i, new ResourceCheck(test));
                List<String> beginnings = ResourceText.heads(test);
                every.add(pattern);
                if (beginnings.contains("")) {
                    headless.add(pattern);
                } else {
                    beginnings.forEach(head -> byHead.add(head, pattern));
                }
            }
        }
        this.heads = byHead.build();
        this.anywhere = headless.toArray(new Pattern[0]);
        this.all = every.toArray(new Pattern[0]);
    }

    int size() {
        return size;
    }

    /** Finds out for each tier whether it is the one of the resource in sight, as the ordinals of truths. */
    void sort(Sight sight, byte[] among) {
        String uri = sight.effect.resource().uri();
        if (sight.known() < uri.length()) {
            Arrays.fill(among, (byte) Truth.UNKNOWN.ordinal());
            return;
        }
        Arrays.fill(among, (byte) Truth.FALSE.ordinal());
        if (!sight.isOrdinary()) {
            ask(all, sight, among);
        } else {
            ask(anywhere, sight, among);
            HeadTable.Found found = sight.scratch.found;
            int before = found.size;
            heads.find(uri, sight.reachesInside(), found);
            for (int i = before; i < found.size; i++) {
                for (Object one : found.groups[i]) {
                    ask((Pattern) one, sight, among);
                }
            }
            found.size = before;
        }
        Truth stillOpen = Truth.TRUE;
        for (int i = 0; i < size; i++) {
            Truth fits = TRUTHS[among[i]];
            among[i] = (byte) stillOpen.and(fits).ordinal();
            stillOpen = stillOpen.and(fits.not());
        }
    }

    private static void ask(Pattern[] patterns, Sight sight, byte[] among) {
        for (Pattern pattern : patterns) {
            ask(pattern, sight, among);
        }
    }

    private static void ask(Pattern pattern, Sight sight, byte[] among) {
        Truth before = TRUTHS[among[pattern.tier()]];
        if (before != Truth.TRUE) {
            among[pattern.tier()] = (byte) before.or(pattern.check().on(sight)).ordinal();
        }
    }
}
