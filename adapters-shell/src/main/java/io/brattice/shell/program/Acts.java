package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;

/** What a command is found to do, told one act at a time. Whoever listens judges it; whoever tells never softens. */
public interface Acts {

    /** Does something to a file. What is not known about the path is judged at its worst. */
    void file(FileAct act, Term path);

    /**
     * Does something to anything else.
     *
     * @param inherent how grave it is
     * @param why one clause for people, lower case: {@code stops a running service}
     */
    void effect(Verb verb, Resource resource, Reversibility inherent, String why);

    /** Runs another command: what a wrapper does. Its words are expanded already. */
    void run(List<Term> words, Situation situation);

    /** Runs a text as a shell does: {@code sh -c}, {@code eval}, {@code find -exec sh -c}. Not known: opaque. */
    void shell(Term script, Situation situation);

    /** Runs code that nobody has read: a script, a build, an interpreter. {@code what} names it: {@code runs the script `x.py`}. */
    void code(String what);

    /** May do anything: an option, a form, a state that is not understood. {@code why} is one clause for people. */
    void opaque(String why);

    /** Talks to hosts: what it fetches or tells is told by other acts. */
    void network(String host);

    /** Something that needs steps of its own before it runs; see {@link Prepared}. */
    void prepared(Prepared part);

    /** A rehearsal that would show what this very command does; used only where the command is the whole line. */
    void rehearsal(DryRun rehearsal);

    /** Overwrites or deletes one place on a web server, as other acts tell: what was there can be asked for first. */
    default void web(WebPlace place) {}

    /** These words are to be run in place of the command's own: the same command with what could run other code switched off. */
    void instead(List<Term> words);

    /**
     * Some of what is told may not come about: the program looks at each thing, or asks, before it does it. What is told is still all that
     * it could do.
     */
    default void perhaps() {}

    /** Tells one file act after the other. */
    default void files(FileAct act, List<Term> paths) {
        for (Term path : paths) {
            file(act, path);
        }
    }
}
