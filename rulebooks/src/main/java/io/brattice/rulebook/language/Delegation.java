package io.brattice.rulebook.language;

import io.brattice.action.Reversibility;

/**
 * What an upper layer leaves to a lower one: for effects that fit, an allowing rule of that layer stands against the escalating rules and
 * defaults of this one, up to an inherent class. A deny of this layer is never left to anybody.
 *
 * @param to the name of the layer
 */
public record Delegation(Place place, String to, Condition when, Reversibility upTo) {}
