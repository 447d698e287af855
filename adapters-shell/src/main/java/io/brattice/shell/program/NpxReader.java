package io.brattice.shell.program;

import java.util.List;
import java.util.Set;

/** {@code npx NAME}: code; and a name that nobody knows may be somebody's trap. */
final class NpxReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        if (words.size() == 1
                && words.get(0).known()
                && Set.of("--version", "-v", "--help", "-h")
                        .contains(words.get(0).text())) {
            return;
        }
        for (Term word : words) {
            if (!word.mayBeOption()) {
                new Supply(Registry.NPM, call.situation(), acts).judge(word, true);
                break;
            }
            if (!word.known() || !Set.of("-y", "--yes", "-q", "--quiet", "--no").contains(word.text())) {
                break;
            }
        }
        acts.code("runs a package that it may download");
    }
}
