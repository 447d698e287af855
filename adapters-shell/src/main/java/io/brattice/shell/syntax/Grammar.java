package io.brattice.shell.syntax;

/** The readers of one text: bash's lexer and grammar know each other, so these do. */
final class Grammar {
    final Source source;
    final Extents extents;
    final Expansions expansions;
    final Words words;
    final Commands commands;

    Grammar(Source source) {
        this.source = source;
        this.extents = new Extents(this);
        this.expansions = new Expansions(this);
        this.words = new Words(this);
        this.commands = new Commands(this);
    }
}
