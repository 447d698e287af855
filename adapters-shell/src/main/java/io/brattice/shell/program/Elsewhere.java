package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges a command that runs on another machine or in a container: only whether it looks at things there, and at no secrets. */
final class Elsewhere {

    /** Not a registry: only remembers rows that were read. */
    private static final Programs PROGRAMS = Programs.with(Map.of());

    private static final String PLAIN = "_./,:=@%+-~^";
    private static final List<String> SECRETS = List.of(
            "shadow",
            "id_rsa",
            "id_ed25519",
            "id_ecdsa",
            ".pem",
            ".key",
            ".env",
            "environ",
            "credential",
            "secret",
            "token",
            "passw",
            ".ssh",
            ".pgpass",
            ".netrc",
            ".aws",
            ".kube",
            ".docker",
            "gshadow",
            "keytab",
            "/serviceaccount");
    private static final Set<String> SHOWS_SECRETS = Set.of("env", "printenv", "set", "export", "declare");

    private Elsewhere() {}

    /** True when the words only look at things. */
    static boolean looks(List<Term> words) {
        for (Term word : words) {
            if (!word.known() || secret(word.text())) {
                return false;
            }
        }
        String name = words.isEmpty() ? "" : words.get(0).text();
        boolean plain =
                !name.isEmpty() && (name.indexOf('/') < 0 || name.startsWith("/bin/") || name.startsWith("/usr/bin/"));
        if (!plain || SHOWS_SECRETS.contains(name)) {
            return false;
        }
        List<Term> command = new ArrayList<>(words);
        command.set(0, Term.of(name.substring(name.lastIndexOf('/') + 1)));
        if (shell(command)) {
            return looks(command.get(2).text());
        }
        Recorder recorder = new Recorder();
        Situation there = new Situation(
                Optional.empty(), Path.of("/root"), Map.of(), Situation.Input.CLOSED, false, Nowhere.WORLD);
        PROGRAMS.read(new Invocation(command, there), recorder);
        for (String act : recorder.acts()) {
            boolean file = act.startsWith("list ")
                    || act.startsWith("read ") && !act.endsWith("irreversible") && !act.endsWith("recoverable")
                    || act.startsWith("read-tree ");
            boolean effect = act.endsWith(" read-only");
            if (!file && !effect && !act.equals("rehearsal")) {
                return false;
            }
        }
        return true;
    }

    private static boolean shell(List<Term> command) {
        return command.size() == 3
                && Set.of("sh", "bash", "ash", "dash").contains(command.get(0).text())
                && Set.of("-c", "-lc").contains(command.get(1).text());
    }

    private static boolean secret(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(lower::contains);
    }

    /** True when a text for a shell is a row of plain commands that only look. */
    static boolean looks(String text) {
        List<Term> words = new ArrayList<>();
        boolean any = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t') {
                i++;
            } else if (c == ';' || c == '\n' || c == '|' || text.startsWith("&&", i)) {
                if (!words.isEmpty() && !looks(words)) {
                    return false;
                }
                any |= !words.isEmpty();
                words.clear();
                i += text.startsWith("&&", i) || text.startsWith("||", i) ? 2 : 1;
            } else if (c == '&') {
                return false;
            } else {
                StringBuilder word = new StringBuilder();
                i = word(text, i, word);
                if (i < 0) {
                    return false;
                }
                words.add(Term.of(word.toString()));
            }
        }
        return words.isEmpty() ? any : looks(words);
    }

    /** Reads one word of plain letters and of quotes without anything that a shell expands; negative when there is more to it. */
    private static int word(String text, int from, StringBuilder word) {
        int i = from;
        while (i < text.length() && " \t;|&\n".indexOf(text.charAt(i)) < 0) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                int end = text.indexOf(c, i + 1);
                String inner = end < 0 ? "$" : text.substring(i + 1, end);
                if (c == '"' && inner.chars().anyMatch(one -> one == '$' || one == '`' || one == '\\' || one == '!')
                        || end < 0) {
                    return -1;
                }
                word.append(inner);
                i = end + 1;
            } else if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0 && !(i == from && c == '~')) {
                word.append(c);
                i++;
            } else {
                return -1;
            }
        }
        return i;
    }
}
