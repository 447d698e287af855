package io.brattice.shell.program;

import io.brattice.files.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code sh}, {@code dash} and {@code bash}: what they run is read as any other text. The words behind it are {@code $0}, {@code $1} …
 * of its environment. Start files of a login shell are left out of what is run. Shells with another language are code.
 */
final class ShellReader implements Reader {

    private static final int MOST = 64 << 10;
    private static final String FLAGS = "aehnuvxCETP";
    private static final Set<String> OPTIONS = Set.of(
            "allexport",
            "errexit",
            "errtrace",
            "functrace",
            "noclobber",
            "noexec",
            "nounset",
            "pipefail",
            "posix",
            "verbose",
            "xtrace",
            "physical");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.words();
        boolean text = false;
        boolean input = false;
        boolean silent = false;
        int at = 1;
        for (; at < words.size(); at++) {
            Term word = words.get(at);
            if (!word.mayBeOption() && !word.known()) {
                break;
            }
            if (!word.known()) {
                acts.opaque("what it runs, `" + word + "`, is not known");
                return;
            }
            String option = word.text();
            if (option.equals("--") || option.equals("-")) {
                at++;
                break;
            }
            if (option.equals("--help") || option.equals("--version")) {
                return;
            }
            if (Set.of("--norc", "--noprofile", "--posix").contains(option)) {
                continue;
            }
            if (option.length() < 2 || (option.charAt(0) != '-' && option.charAt(0) != '+')) {
                break;
            }
            boolean on = option.charAt(0) == '-';
            for (int i = 1; i < option.length(); i++) {
                char c = option.charAt(i);
                if (c == 'c' && on) {
                    text = true;
                } else if (c == 's' && on) {
                    input = true;
                } else if (c == 'n') {
                    silent = on;
                } else if (c == 'l' && on) {
                    acts.instead(withoutLogin(words));
                } else if (c == 'o'
                        && i + 1 == option.length()
                        && at + 1 < words.size()
                        && isOption(words.get(at + 1))) {
                    at++;
                    silent |= on && words.get(at).text().equals("noexec");
                } else if (FLAGS.indexOf(c) < 0) {
                    acts.opaque("its option `" + option + "` is not one that is known");
                    return;
                }
            }
        }
        List<Term> rest = words.subList(at, words.size());
        if (text) {
            if (rest.isEmpty() || rest.get(0).many()) {
                acts.opaque("what it runs is not known");
            } else if (!silent) {
                acts.shell(rest.get(0), with(call.situation(), rest.subList(1, rest.size())));
            }
        } else if (input || rest.isEmpty()) {
            input(call, rest, silent, acts);
        } else {
            file(call, rest, silent, acts);
        }
    }

    private static boolean isOption(Term word) {
        return word.known() && OPTIONS.contains(word.text());
    }

    /** The same words without a login shell's {@code -l}: files in the home folder would be run first. */
    private static List<Term> withoutLogin(List<Term> words) {
        List<Term> all = new ArrayList<>();
        boolean options = true;
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text();
            boolean option = options && i > 0 && words.get(i).known() && text.startsWith("-") && !text.startsWith("--");
            options = i == 0 || option || (options && text.startsWith("--") && text.length() > 2);
            String without = option ? text.replace("l", "") : text;
            if (!option) {
                all.add(words.get(i));
            } else if (!without.equals("-")) {
                all.add(Term.of(without));
            }
        }
        return all;
    }

    private static void input(Invocation call, List<Term> rest, boolean silent, Acts acts) {
        Situation.Input input = call.situation().input();
        if (!input.given() || silent) {
            return;
        }
        if (input.text().isPresent()) {
            Term nothing = Term.of(call.name());
            List<Term> parameters = new ArrayList<>(List.of(nothing));
            parameters.addAll(rest);
            acts.shell(
                    Term.of(input.text().get()),
                    with(call.situation(), parameters).reading(Situation.Input.UNKNOWN));
        } else {
            acts.opaque("what it runs comes by its standard input and is not known");
        }
    }

    private static void file(Invocation call, List<Term> rest, boolean silent, Acts acts) {
        Situation situation = call.situation();
        acts.file(FileAct.READ, rest.get(0));
        if (silent) {
            return;
        }
        Optional<String> script = situation
                .path(rest.get(0))
                .filter(path -> situation.world().kind(path) == World.Kind.FILE)
                .flatMap(path -> situation.world().text(path, MOST));
        if (script.isPresent()) {
            acts.shell(Term.of(script.get()), with(situation, rest));
        } else if (!situation.isMissing(rest.get(0)) || rest.get(0).text().indexOf('/') < 0) {
            // A name without a slash that is not here is looked for along PATH.
            acts.code("runs the script `" + rest.get(0) + "`, which cannot be read");
        }
    }

    /** Words behind the text are parameters: {@code $0}, {@code $1}, …; with one of unknown number none of them is known. */
    private static Situation with(Situation situation, List<Term> parameters) {
        Map<String, Term> environment = new HashMap<>(situation.environment());
        boolean open = parameters.stream().anyMatch(Term::many);
        for (int i = 0; i < parameters.size(); i++) {
            environment.put(String.valueOf(i), open ? Term.any("") : parameters.get(i));
        }
        environment.put("@", parameters.size() < 2 && !open ? Term.of("") : Term.any(""));
        environment.put("*", parameters.size() < 2 && !open ? Term.of("") : Term.any(""));
        environment.put("#", open ? Term.beginning("") : Term.of(String.valueOf(Math.max(0, parameters.size() - 1))));
        return new Situation(
                situation.cwd(), situation.home(), environment, situation.input(), false, situation.world());
    }
}
