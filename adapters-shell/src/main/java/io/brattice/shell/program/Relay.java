package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;

/** Passes on everything that is told, so that whoever changes one thing of it says only that, and loses nothing else. */
public interface Relay extends Acts {

    /** Who hears it. */
    Acts acts();

    @Override
    default void file(FileAct act, Term path) {
        acts().file(act, path);
    }

    @Override
    default void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
        acts().effect(verb, resource, inherent, why);
    }

    @Override
    default void run(List<Term> words, Situation situation) {
        acts().run(words, situation);
    }

    @Override
    default void shell(Term script, Situation situation) {
        acts().shell(script, situation);
    }

    @Override
    default void code(String what) {
        acts().code(what);
    }

    @Override
    default void perhaps() {
        acts().perhaps();
    }

    @Override
    default void opaque(String why) {
        acts().opaque(why);
    }

    @Override
    default void network(String host) {
        acts().network(host);
    }

    @Override
    default void prepared(Prepared part) {
        acts().prepared(part);
    }

    @Override
    default void rehearsal(DryRun rehearsal) {
        acts().rehearsal(rehearsal);
    }

    @Override
    default void web(WebPlace place) {
        acts().web(place);
    }

    @Override
    default void instead(List<Term> words) {
        acts().instead(words);
    }
}
