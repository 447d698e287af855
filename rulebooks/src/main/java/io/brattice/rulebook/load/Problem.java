package io.brattice.rulebook.load;

import io.brattice.rulebook.language.Place;

/**
 * Something that is wrong with a rulebook, for the person who wrote it.
 *
 * @param text one line, with what to write instead
 * @param source the line of the file it is about; empty where there is none
 */
public record Problem(Place place, String text, String source) {

    /** {@code house.yaml:12:5: unknown key `mathces` in a rule; did you mean `matches`?} */
    @Override
    public String toString() {
        return place + ": " + text;
    }
}
