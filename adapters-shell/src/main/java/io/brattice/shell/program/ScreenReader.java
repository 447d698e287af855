package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;

/** {@code screen}: a command in a terminal of its own, or text typed into one. */
final class ScreenReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        int at = 0;
        boolean detached = false;
        while (at < words.size()
                && words.get(at).known()
                && words.get(at).text().startsWith("-")) {
            String option = words.get(at).text();
            if (option.equals("-ls")
                    || option.equals("-list")
                    || option.equals("-v")
                    || option.equals("--version")
                    || option.equals("-wipe")) {
                return;
            }
            if (option.equals("-X")) {
                tells(words.subList(at + 1, words.size()), call, acts);
                return;
            }
            detached |= option.startsWith("-dm") || option.startsWith("-Dm");
            at += option.matches("-(S|dmS|DmS|t|p|h|T)") ? 2 : 1;
            if (!option.matches("-(S|dmS|DmS|t|p|h|T|dm|Dm|q|U|a|A|L)")) {
                acts.opaque("its option `" + option + "` is not one that is known");
                return;
            }
        }
        if (at < words.size()) {
            acts.run(words.subList(at, words.size()), TmuxReader.elsewhere(call));
        } else if (!detached) {
            acts.opaque("it needs a terminal");
        }
    }

    private static void tells(List<Term> words, Invocation call, Acts acts) {
        String name = words.isEmpty() ? "" : words.get(0).text();
        String typed = words.size() == 2 && words.get(1).known() ? words.get(1).text() : "";
        boolean line = typed.endsWith("\n") || typed.endsWith("\r") || typed.endsWith("\\n") || typed.endsWith("^M");
        if (name.equals("stuff") && line && typed.indexOf('$') < 0) {
            String text = typed.replaceFirst("(\\n|\\r|\\\\n|\\^M)+$", "");
            boolean plain = text.indexOf('\\') < 0 && text.indexOf('^') < 0;
            acts.shell(plain ? Term.of(text) : Term.beginning(""), TmuxReader.elsewhere(call));
        } else if (name.equals("quit") || name.equals("kill")) {
            acts.effect(
                    Verb.INTERRUPT,
                    new Resource("terminal:screen"),
                    Reversibility.IRREVERSIBLE,
                    "ends what runs in a terminal");
        } else {
            acts.opaque("its command `" + name + "` is not one that is known");
        }
    }
}
