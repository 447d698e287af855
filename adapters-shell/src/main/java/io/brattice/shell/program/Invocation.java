package io.brattice.shell.program;

import java.util.List;

/**
 * One simple command, expanded: what a program is called with.
 *
 * @param words at least one; the first is the program's name, known, without its folder
 * @param situation where and under which circumstances
 */
public record Invocation(List<Term> words, Situation situation) {

    public Invocation {
        words = List.copyOf(words);
        if (words.isEmpty() || !words.get(0).known()) {
            throw new IllegalArgumentException("a command begins with a known name");
        }
    }

    /** The name it was called by. */
    public String name() {
        return words.get(0).text();
    }

    /** Everything behind the name. */
    public List<Term> arguments() {
        return words.subList(1, words.size());
    }

    /** The same circumstances for other words: the command inside a wrapper. */
    public Invocation of(List<Term> other) {
        return new Invocation(other, situation);
    }
}
