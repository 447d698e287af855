package io.brattice.shell.program;

import java.util.List;

/** {@code ed} and {@code dc}: small languages in which {@code !} runs a command. */
final class EditorReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        Situation.Input input = call.situation().input();
        if (reading.row().program().equals("dc")) {
            for (Term expression : reading.values("--expression")) {
                harmless(expression.known() && expression.text().indexOf('!') < 0, acts);
            }
            acts.files(FileAct.READ, reading.values("--file"));
            acts.files(FileAct.READ, reading.operands());
            boolean files = reading.has("--file") || !reading.operands().isEmpty();
            harmless(!files && input.text().map(text -> text.indexOf('!') < 0).orElse(false), acts);
            return;
        }
        List<Term> files = reading.operands();
        for (Term file : files) {
            if (!file.known() || file.text().startsWith("!")) {
                acts.opaque("it edits the output of a command");
            } else {
                acts.file(FileAct.READ, file);
            }
        }
        if (input.given()) {
            acts.files(FileAct.UPDATE, files);
            acts.opaque("it follows a script that may write any file and run commands");
        }
    }

    private static void harmless(boolean plain, Acts acts) {
        if (!plain) {
            acts.opaque("its program may run commands: `!`");
        }
    }
}
