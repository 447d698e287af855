package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.CommandReader;
import java.util.List;

/** What all conditions of a decider share. */
record Compiled(CommandReader commands, List<List<String>> paths, int sharedChecks, TierTable tiers, int rules) {}
