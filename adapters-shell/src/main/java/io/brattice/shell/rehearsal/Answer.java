package io.brattice.shell.rehearsal;

import io.brattice.action.Effect;
import java.util.List;

/**
 * What a program's answer says.
 *
 * @param whole false when something of it was not understood, so that there may be more
 * @param seen what the effects follow from, without what differs from run to run: what the fingerprint is taken of
 * @param text what a person reads
 */
record Answer(List<Effect> effects, boolean whole, String seen, String text) {

    Answer {
        effects = List.copyOf(effects);
    }
}
