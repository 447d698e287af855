package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code env}: a command in another environment, in another folder, or split from a text. */
final class EnvReader implements Reader {

    /** Where a program is looked for when {@code PATH} is not set. */
    private static final Term SYSTEM_PATH = Term.of("/bin:/usr/bin");

    private static final int MOST_SPLITS = 8;

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        Reading now = reading;
        Invocation words = call;
        Map<String, Term> environment = new HashMap<>(call.situation().environment());
        Optional<Path> cwd = call.situation().cwd();
        for (int splits = 0; splits < MOST_SPLITS; splits++) {
            Optional<Reading.Found> split = Optional.empty();
            for (Reading.Found option : now.options()) {
                if (now.is(option, "-S")) {
                    split = Optional.of(option);
                    break;
                } else if (now.is(option, "-i")) {
                    clear(environment);
                } else if (now.is(option, "-C")) {
                    Situation here = call.situation().in(cwd);
                    cwd = here.path(option.values().get(0)).flatMap(here.world()::target);
                } else if (now.is(option, "-u")) {
                    Term name = option.values().get(0);
                    if (!name.known()) {
                        acts.opaque("it is not known which variable `env` removes");
                        return;
                    }
                    unset(name.text(), environment);
                }
            }
            if (split.isEmpty()) {
                run(now.operands(), environment, cwd, call, acts);
                return;
            }
            Term text = split.get().values().get(0);
            Optional<List<Term>> parts = text.known() ? EnvSplit.words(text.text(), environment) : Optional.empty();
            if (parts.isEmpty()) {
                acts.opaque("the text that `env` splits is not understood");
                return;
            }
            List<Term> next = new ArrayList<>();
            next.add(words.words().get(0));
            next.addAll(parts.get());
            next.addAll(words.words().subList(split.get().end(), words.words().size()));
            words = words.of(next);
            now = Parse.of(reading.row(), words);
            if (now.problem().isPresent()) {
                acts.opaque(now.problem().get());
                return;
            }
            if (now.helps()) {
                return;
            }
        }
        acts.opaque("it splits texts too often");
    }

    private static void clear(Map<String, Term> environment) {
        environment.clear();
        environment.put("PATH", SYSTEM_PATH);
    }

    private static void unset(String name, Map<String, Term> environment) {
        if (name.equals("PATH")) {
            environment.put("PATH", SYSTEM_PATH);
        } else {
            environment.remove(name);
        }
    }

    private static void run(
            List<Term> operands, Map<String, Term> environment, Optional<Path> cwd, Invocation call, Acts acts) {
        int at = 0;
        if (!operands.isEmpty() && operands.get(0).equals(Term.of("-"))) {
            clear(environment);
            at = 1;
        }
        for (; at < operands.size(); at++) {
            Term word = operands.get(at);
            int equals = word.text().indexOf('=');
            if (equals == 0 || (!word.known() && equals < 0) || word.many()) {
                acts.opaque("it is not known whether `" + word + "` is a variable or the command of `env`");
                return;
            }
            if (equals < 0) {
                break;
            }
            String value = word.text().substring(equals + 1);
            environment.put(word.text().substring(0, equals), word.known() ? Term.of(value) : Term.beginning(value));
        }
        if (at < operands.size()) {
            Situation here = call.situation();
            acts.run(
                    operands.subList(at, operands.size()),
                    new Situation(cwd, here.home(), environment, here.input(), false, here.world()));
        }
    }
}
