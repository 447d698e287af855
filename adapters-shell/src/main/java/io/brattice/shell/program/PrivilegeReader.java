package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code sudo}, {@code su} and their kin: a command with the rights of another user. */
final class PrivilegeReader implements Reader {

    private static final Set<String> MANAGERS = Set.of("apt", "apt-get", "dnf", "yum", "apk");

    private static final Set<String> LOOKS = Set.of("status", "is-active", "is-enabled", "is-failed");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]*");

    private static final String WHY = "runs with the rights of another user";

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        if (reading.rehearses()) {
            return;
        }
        String program = reading.row().program();
        if (program.equals("su") || program.equals("runuser")) {
            su(reading, call, acts);
            return;
        }
        List<Term> words = reading.operands();
        boolean idle = program.equals("sudo")
                && (reading.has("--list") || reading.has("--validate") || words.isEmpty() && forgets(reading));
        if (idle) {
            return;
        }
        Optional<Term> user = reading.value("--user").or(() -> reading.value("-u"));
        boolean same = program.equals("sudo") && call.situation().world().isRoots() && isProgram(words);
        if (user.isEmpty() && isBare(call, words) && (same || isPackageManager(words) || asksForStatus(words))) {
            // It is judged by what it does to the system, whoever does it; a rehearsal and a look need no rights, and
            // root gets none that it does not have.
            acts.run(words, call.situation());
            return;
        }
        grant(user.orElse(Term.of("root")), acts);
        if (reading.has("--edit")) {
            acts.files(FileAct.UPDATE, words);
            return;
        }
        Map<String, Term> environment = new HashMap<>(call.situation().environment());
        int at = 0;
        while (program.equals("sudo")
                && at < words.size()
                && words.get(at).text().indexOf('=') > 0
                && !words.get(at).many()) {
            Term word = words.get(at++);
            int equals = word.text().indexOf('=');
            String value = word.text().substring(equals + 1);
            environment.put(word.text().substring(0, equals), word.known() ? Term.of(value) : Term.beginning(value));
        }
        Situation here = call.situation();
        boolean login = reading.has("--login") || reading.has("-s");
        Situation now = new Situation(
                login ? Optional.empty() : here.cwd(), here.home(), environment, here.input(), false, here.world());
        if (at == words.size()) {
            acts.opaque("it opens a shell of another user");
        } else {
            if (login) {
                acts.opaque("it runs a shell of another user first");
            }
            acts.run(words.subList(at, words.size()), now);
        }
    }

    /** A command, not a variable for one, nor an option of the wrapper. */
    private static boolean isProgram(List<Term> words) {
        return !words.isEmpty()
                && words.get(0).known()
                && words.get(0).text().indexOf('=') < 0
                && !words.get(0).text().startsWith("-");
    }

    /** The system's own package manager. */
    private static boolean isPackageManager(List<Term> words) {
        return words.get(0).known() && MANAGERS.contains(words.get(0).text());
    }

    /** {@code service NAME status}, {@code systemctl status NAME}: plain names, and no options. */
    private static boolean asksForStatus(List<Term> words) {
        if (!words.stream()
                .allMatch(word -> word.known() && NAME.matcher(word.text()).matches())) {
            return false;
        }
        List<String> plain = words.stream().map(Term::text).toList();
        return switch (plain.get(0)) {
            case "service" -> plain.size() == 3 && plain.get(2).equals("status");
            case "systemctl" -> plain.size() > 2 && LOOKS.contains(plain.get(1));
            default -> false;
        };
    }

    /** Called with no options of the wrapper that change what the words behind it mean. */
    private static boolean isBare(Invocation call, List<Term> words) {
        return !words.isEmpty()
                && call.arguments().subList(0, call.arguments().size() - words.size()).stream()
                        .allMatch(
                                option -> option.equals(Term.of("-n")) || option.equals(Term.of("--non-interactive")));
    }

    private static boolean forgets(Reading reading) {
        return reading.has("--reset-timestamp") || reading.has("--remove-timestamp");
    }

    private static void su(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        Optional<Term> command = reading.value("--command").or(() -> reading.value("--session-command"));
        boolean direct = reading.row().program().equals("runuser") && reading.has("--user");
        if (direct && !words.isEmpty()) {
            grant(reading.value("--user").orElse(Term.beginning("")), acts);
            acts.run(words, call.situation().amongOthers());
            return;
        }
        for (int i = 0; i + 1 < words.size() && command.isEmpty(); i++) {
            if (words.get(i).known() && words.get(i).text().equals("-c")) {
                command = Optional.of(words.get(i + 1));
            }
        }
        Term user = Term.of("root");
        for (Term word : words) {
            if (!word.known() || !word.text().equals("-")) {
                user = word;
                break;
            }
        }
        grant(user, acts);
        if (command.isEmpty() || words.size() > 4 || reading.has("--shell") || anyScript(words)) {
            acts.opaque("it opens a shell of another user");
        }
        command.ifPresent(text -> acts.shell(text, call.situation().in(Optional.empty())));
    }

    /** Words behind the user are arguments for the shell: a script. */
    private static boolean anyScript(List<Term> words) {
        int plain = 0;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).known() && words.get(i).text().equals("-c")) {
                i++;
            } else if (!words.get(i).known() || !words.get(i).text().equals("-")) {
                plain++;
            }
        }
        return plain > 1;
    }

    private static void grant(Term user, Acts acts) {
        boolean plain = user.known() && user.text().matches("[A-Za-z0-9._-]+");
        acts.effect(
                Verb.GRANT,
                new Resource("privilege:" + (plain ? user.text() : "unknown")),
                Reversibility.IRREVERSIBLE,
                WHY);
    }
}
