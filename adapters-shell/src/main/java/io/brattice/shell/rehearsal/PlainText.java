package io.brattice.shell.rehearsal;

import io.brattice.shell.process.ShellResult;

/** Shows an answer as it is. Its effects are those that were known before: nothing is counted. */
record PlainText(int mostExit) implements Reader {

    /** Some programs answer by their status that there is something to do: {@code diff}. */
    @Override
    public boolean succeeded(int exit) {
        return exit <= mostExit;
    }

    @Override
    public Answer read(Question question, ShellResult result) {
        String out = Texts.plain(result.stdout());
        String text = out.isEmpty() ? Texts.plain(result.stderr()) : out;
        return new Answer(
                question.assessed(), true, result.exit() + "\n" + text, text.isEmpty() ? "says nothing" : text);
    }
}
