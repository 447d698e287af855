package io.brattice.shell.syntax;

import java.util.List;
import java.util.Optional;

/** One command of bash's grammar. Java 17 has no pattern switch: see {@link Visitor}. */
public sealed interface Command {

    /** Dispatches on the kind of command. */
    <T> T accept(Visitor<T> visitor);

    /** One method a kind; a new kind breaks every visitor at compile time. */
    interface Visitor<T> {
        T simple(Simple command);

        T group(Group command);

        T subshell(Subshell command);

        T conditional(If command);

        T loop(Loop command);

        T each(For command);

        T arithmeticFor(ArithmeticFor command);

        T select(Select command);

        T choice(Case command);

        T test(Test command);

        T arithmetic(Arithmetic command);

        T function(Function command);

        T coprocess(Coprocess command);

        T opaque(Opaque command);
    }

    /**
     * Assignments, words and redirections, in the order written within each list.
     *
     * @param assignments those before the first word; with no words they change the shell itself
     * @param words name and arguments, unexpanded; may be empty
     */
    record Simple(List<Assignment> assignments, List<Word> words, List<Redirection> redirections) implements Command {
        public Simple {
            assignments = List.copyOf(assignments);
            words = List.copyOf(words);
            redirections = List.copyOf(redirections);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.simple(this);
        }
    }

    /** {@code { …; }}. */
    record Group(Script body, List<Redirection> redirections) implements Command {
        public Group {
            redirections = List.copyOf(redirections);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.group(this);
        }
    }

    /** {@code ( … )}. */
    record Subshell(Script body, List<Redirection> redirections) implements Command {
        public Subshell {
            redirections = List.copyOf(redirections);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.subshell(this);
        }
    }

    /** {@code if … then … elif … then … else … fi}. */
    record If(List<Branch> branches, Optional<Script> otherwise, List<Redirection> redirections) implements Command {
        public If {
            branches = List.copyOf(branches);
            redirections = List.copyOf(redirections);
        }

        /** A condition and what runs when it holds. */
        public record Branch(Script condition, Script body) {}

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.conditional(this);
        }
    }

    /** {@code while} and, with {@code until} set, {@code until}. */
    record Loop(boolean until, Script condition, Script body, List<Redirection> redirections) implements Command {
        public Loop {
            redirections = List.copyOf(redirections);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.loop(this);
        }
    }

    /** {@code for NAME in WORDS}; without {@code in} the words are the positional parameters, and {@code words} is empty. */
    record For(String name, Optional<List<Word>> words, Script body, List<Redirection> redirections)
            implements Command {
        public For {
            words = words.map(List::copyOf);
            redirections = List.copyOf(redirections);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.each(this);
        }
    }

    /** {@code for ((…; …; …))}; each expression is a word whose parts are as in {@link Part.Arithmetic}, and may have none. */
    record ArithmeticFor(Word start, Word condition, Word step, Script body, List<Redirection> redirections)
            implements Command {
        public ArithmeticFor {
            redirections = List.copyOf(redirections);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.arithmeticFor(this);
        }
    }

    /** {@code select NAME in WORDS}. */
    record Select(String name, Optional<List<Word>> words, Script body, List<Redirection> redirections)
            implements Command {
        public Select {
            words = words.map(List::copyOf);
            redirections = List.copyOf(redirections);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.select(this);
        }
    }

    /** {@code case WORD in … esac}. */
    record Case(Word subject, List<Arm> arms, List<Redirection> redirections) implements Command {
        public Case {
            arms = List.copyOf(arms);
            redirections = List.copyOf(redirections);
        }

        /** Patterns, a body, and how it ends. */
        public record Arm(List<Word> patterns, Script body, End end) {
            public Arm {
                patterns = List.copyOf(patterns);
            }
        }

        /** {@code ;;}, {@code ;&}, {@code ;;&}. */
        public enum End {
            BREAK,
            FALL_THROUGH,
            TEST_NEXT
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.choice(this);
        }
    }

    /**
     * {@code [[ … ]]}: its words and operators in order. The structure is kept only as far as it prints back; every expression inside
     * is among the words.
     */
    record Test(List<Token> tokens, List<Redirection> redirections) implements Command {
        public Test {
            tokens = List.copyOf(tokens);
            redirections = List.copyOf(redirections);
        }

        /**
         * A word, or an operator between words.
         *
         * @param operator true for {@code ! ( ) && || < > == = != =~ -f -nt -eq …}; then the word is that operator, literally
         */
        public record Token(Word word, boolean operator) {}

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.test(this);
        }
    }

    /** {@code (( … ))}. */
    record Arithmetic(Word expression, List<Redirection> redirections) implements Command {
        public Arithmetic {
            redirections = List.copyOf(redirections);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.arithmetic(this);
        }
    }

    /** {@code name() …} or {@code function name …}. */
    record Function(String name, Command body) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.function(this);
        }
    }

    /** {@code coproc [NAME] …}. */
    record Coprocess(Optional<String> name, Command body) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.coprocess(this);
        }
    }

    /** A command that bash accepts and this grammar does not model: text as written, and why. */
    record Opaque(String text, String why) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.opaque(this);
        }
    }
}
