package io.brattice.shell.program;

import io.brattice.action.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names objects of a cluster as {@code kubernetes:CONTEXT/NAMESPACE/KIND/NAME}. */
final class KubectlNames {

    private static final Set<String> NODES = Set.of("drain", "cordon", "uncordon");

    private final Reading reading;
    private final String context;
    private final String namespace;

    KubectlNames(Reading reading) {
        this.reading = reading;
        context = reading.value("--context").map(Naming::part).orElse("current");
        boolean everywhere = reading.has("-A");
        namespace = everywhere ? "*" : reading.value("-n").map(Naming::part).orElse("default");
    }

    /** An object by its path below the namespace. */
    Resource one(String path) {
        return Naming.of("kubernetes", context, namespace, path);
    }

    private Resource one(String kind, String name) {
        return Naming.of("kubernetes", context, namespace, kind, name);
    }

    /** What a changing command is about. */
    List<Resource> all(String command) {
        List<Term> words = reading.operands();
        List<Resource> all = new ArrayList<>();
        for (Term file : reading.values("-f")) {
            all.add(one(Naming.part(file), "*"));
        }
        for (Term folder : reading.values("-k")) {
            all.add(one(Naming.part(folder), "*"));
        }
        if (NODES.contains(command)) {
            words.forEach(word -> all.add(one("node", Naming.part(word))));
        } else if (command.startsWith("create ")) {
            all.add(one(
                    command.substring(7).replace(' ', '-'), words.isEmpty() ? "unknown" : Naming.part(words.get(0))));
        } else if (!words.isEmpty()) {
            objects(words, command).forEach(object -> all.add(object));
        }
        if (all.isEmpty()) {
            all.add(one("*"));
        }
        return all;
    }

    /** {@code KIND NAME…}, {@code KIND,KIND}, {@code KIND/NAME…}. Labels behind them are left out. */
    private List<Resource> objects(List<Term> words, String command) {
        List<Resource> all = new ArrayList<>();
        boolean labels = command.equals("label")
                || command.equals("annotate")
                || command.equals("taint")
                || command.startsWith("set ");
        boolean slashes = words.get(0).text().indexOf('/') > 0;
        for (Term word : words.subList(slashes ? 0 : 1, words.size())) {
            boolean change =
                    labels && (word.text().indexOf('=') > 0 || word.text().endsWith("-"));
            if (!change) {
                String name = Naming.part(word);
                int slash = name.indexOf('/');
                boolean single = command.equals("port-forward") && !all.isEmpty();
                if (!single) {
                    all.add(
                            slash > 0 && slashes
                                    ? one(name.substring(0, slash), name.substring(slash + 1))
                                    : one(Naming.part(words.get(0)), name));
                }
            }
        }
        if (all.isEmpty()) {
            all.add(one(Naming.part(words.get(0)), "*"));
        }
        return all;
    }

    /** The secrets that are asked for; one that is not known may be a secret. */
    List<Resource> secrets() {
        List<Resource> all = new ArrayList<>();
        List<Term> words = reading.operands();
        if (!reading.values("-f").isEmpty() || !reading.values("-k").isEmpty()) {
            all.add(one("secret", "unknown"));
        }
        if (words.isEmpty()) {
            return all;
        }
        boolean slashes = words.get(0).text().indexOf('/') > 0;
        if (!slashes && isSecret(words.get(0))) {
            if (words.size() == 1) {
                all.add(one("secret", "*"));
            }
            words.subList(1, words.size()).forEach(word -> all.add(one("secret", Naming.part(word))));
        } else {
            for (Term word : words) {
                String text = word.text();
                if (text.indexOf('/') > 0 && isSecret(Term.of(text.substring(0, text.indexOf('/'))))
                        || !word.known() && slashes) {
                    all.add(one("secret", word.known() ? text.substring(text.indexOf('/') + 1) : "unknown"));
                }
            }
        }
        return all;
    }

    private static boolean isSecret(Term kinds) {
        if (!kinds.known()) {
            return true;
        }
        for (String kind : kinds.text().toLowerCase(Locale.ROOT).split(",", -1)) {
            if (kind.equals("secret")
                    || kind.equals("secrets")
                    || kind.startsWith("secret.")
                    || kind.startsWith("secrets.")) {
                return true;
            }
        }
        return false;
    }
}
