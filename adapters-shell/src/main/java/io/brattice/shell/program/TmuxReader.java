package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code tmux}: what is typed into its windows is run by the shells there. */
final class TmuxReader implements Reader {

    private static final Set<String> LOOKS = Set.of(
            "ls",
            "list-sessions",
            "lsw",
            "list-windows",
            "lsp",
            "list-panes",
            "capturep",
            "capture-pane",
            "has",
            "has-session",
            "lsc",
            "list-clients",
            "lsb",
            "list-buffers",
            "showb",
            "show-buffer",
            "info",
            "lsk",
            "list-keys",
            "lscm",
            "list-commands",
            "display",
            "display-message",
            "show",
            "show-options",
            "showw",
            "show-window-options",
            "start",
            "start-server",
            "rename",
            "rename-session",
            "renamew",
            "rename-window",
            "selectw",
            "select-window",
            "selectp",
            "select-pane",
            "resizep",
            "resize-pane",
            "resizew",
            "resize-window",
            "selectl",
            "select-layout",
            "next",
            "next-window",
            "prev",
            "previous-window",
            "last",
            "last-window",
            "movew",
            "move-window",
            "swapp",
            "swap-pane",
            "swapw",
            "swap-window",
            "detach",
            "detach-client",
            "clearhist",
            "clear-history",
            "wait",
            "wait-for");
    private static final Set<String> ENDS = Set.of(
            "kill-session",
            "kill-server",
            "killw",
            "kill-window",
            "killp",
            "kill-pane",
            "respawnp",
            "respawn-pane",
            "respawnw",
            "respawn-window");
    private static final Set<String> OPENS = Set.of(
            "new",
            "new-session",
            "neww",
            "new-window",
            "splitw",
            "split-window",
            "respawnp",
            "respawn-pane",
            "respawnw",
            "respawn-window");
    private static final Set<String> LINE_ENDS = Set.of("Enter", "C-m", "C-j", "KPEnter");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        int at = 0;
        while (at < words.size()
                && words.get(at).known()
                && words.get(at).text().startsWith("-")) {
            String option = words.get(at).text();
            if (option.equals("-L") || option.equals("-S")) {
                at++;
            } else if (!Set.of("-2", "-u", "-V", "-v", "-vv").contains(option)) {
                acts.opaque("its option `" + option + "` is not one that is known");
                return;
            }
            at++;
        }
        List<Term> command = new ArrayList<>();
        for (; at <= words.size(); at++) {
            boolean end = at == words.size()
                    || words.get(at).known() && words.get(at).text().equals(";");
            if (end) {
                command(command, call, acts);
                command.clear();
            } else if (words.get(at).known() && words.get(at).text().endsWith(";")) {
                acts.opaque("it is not known where its command ends");
                return;
            } else {
                command.add(words.get(at));
            }
        }
    }

    private static void command(List<Term> words, Invocation call, Acts acts) {
        if (words.isEmpty()) {
            return;
        }
        String name = words.get(0).text();
        for (Term word : words) {
            if (!word.known() && !name.startsWith("send") || word.text().contains("#(")) {
                acts.opaque("what it is told is not known, or runs a command: `" + word + "`");
                return;
            }
        }
        if (ENDS.contains(name)) {
            acts.effect(
                    Verb.INTERRUPT,
                    new Resource("terminal:tmux"),
                    Reversibility.IRREVERSIBLE,
                    "ends what runs in a terminal");
        }
        if (OPENS.contains(name)) {
            opens(words, call, acts);
        } else if (name.equals("send-keys") || name.equals("send")) {
            types(words, call, acts);
        } else if (name.equals("run-shell") || name.equals("run")) {
            acts.shell(words.get(words.size() - 1), elsewhere(call));
            if (words.size() > 2 && !words.get(1).text().equals("-b")) {
                acts.opaque("it is not known what it runs");
            }
        } else if ((name.equals("attach-session") || name.equals("attach")) && onlyShows(words)) {
            return; // without a terminal it says that there is none; with one it shows what is there
        } else if (!LOOKS.contains(name) && !ENDS.contains(name)) {
            acts.opaque("its command `" + name + "` is not one that is known");
        }
    }

    /** No options but which session it is, and that nothing can be typed into it: others would be sent away. */
    private static boolean onlyShows(List<Term> words) {
        for (int at = 1; at < words.size(); at++) {
            String word = words.get(at).text();
            if (word.equals("-t") && at + 1 < words.size()) {
                at++;
            } else if (!word.equals("-r") && !word.matches("-t[^-].*")) {
                return false;
            }
        }
        return true;
    }

    private static void opens(List<Term> words, Invocation call, Acts acts) {
        int at = 1;
        while (at < words.size() && words.get(at).text().startsWith("-")) {
            String option = words.get(at).text();
            int letter = 1;
            while (letter < option.length() && "dAhvbZakSPDEIX".indexOf(option.charAt(letter)) >= 0) {
                letter++;
            }
            boolean valued = letter < option.length() && "ceFfnstxylp".indexOf(option.charAt(letter)) >= 0;
            if (letter < option.length() && !valued || option.length() < 2) {
                acts.opaque("its option `" + option + "` is not one that is known");
                return;
            }
            if (valued && option.charAt(letter) == 'e') {
                acts.opaque("it sets variables");
            }
            at += valued && letter + 1 == option.length() ? 2 : 1;
        }
        if (at + 1 == words.size()) {
            acts.shell(words.get(at), elsewhere(call));
        } else if (at < words.size()) {
            acts.run(words.subList(at, words.size()), elsewhere(call));
        }
    }

    /** Only whole lines are judged: a part of one would be run together with what is typed later. */
    private static void types(List<Term> words, Invocation call, Acts acts) {
        StringBuilder line = new StringBuilder();
        boolean literal = false;
        int at = 1;
        while (at < words.size()
                && words.get(at).known()
                && words.get(at).text().matches("-[tNlRM]|-l[t]|-t.+")) {
            literal |= words.get(at).text().contains("l");
            at += words.get(at).text().matches("-[tN]") ? 2 : 1;
        }
        for (; at < words.size(); at++) {
            Term word = words.get(at);
            String text = word.text();
            if (!word.known()) {
                acts.opaque("it is not known what it types");
                return;
            }
            if (!literal && LINE_ENDS.contains(text)) {
                acts.shell(Term.of(line.toString()), elsewhere(call));
                line.setLength(0);
            } else if (!literal && (text.equals("C-c") || text.equals("C-d") || text.equals("C-z"))) {
                acts.effect(
                        Verb.INTERRUPT,
                        new Resource("terminal:tmux"),
                        Reversibility.IRREVERSIBLE,
                        "ends what runs in a terminal");
                line.setLength(0);
            } else if (!literal && text.equals("Space")) {
                line.append(' ');
            } else if (!literal && isKey(text)) {
                acts.opaque("it presses the key `" + text + "`");
            } else {
                line.append(text);
            }
        }
        if (!line.toString().isEmpty()) {
            acts.opaque("it types a part of a line");
        }
    }

    private static boolean isKey(String text) {
        return text.matches(
                        "([CMS]-.+|\\^.|F[0-9]+|Up|Down|Left|Right|Home|End|Tab|BTab|BSpace|Escape|DC|IC|NPage|PPage|PageUp|PageDown|KP.+)")
                || text.startsWith("-") && text.length() > 1;
    }

    static Situation elsewhere(Invocation call) {
        return call.situation().reading(Situation.Input.UNKNOWN).in(Optional.empty());
    }
}
