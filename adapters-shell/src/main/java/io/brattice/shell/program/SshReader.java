package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code ssh}: a command on another machine. */
final class SshReader implements Reader {

    /** Settings that run nothing and open nothing. */
    private static final Set<String> SETTINGS = Set.of(
            "addressfamily",
            "addkeystoagent",
            "batchmode",
            "bindaddress",
            "canonicalizehostname",
            "checkhostip",
            "ciphers",
            "compression",
            "connectionattempts",
            "connecttimeout",
            "globalknownhostsfile",
            "gssapiauthentication",
            "hashknownhosts",
            "hostkeyalgorithms",
            "hostkeyalias",
            "hostname",
            "identitiesonly",
            "identityfile",
            "ipqos",
            "kbdinteractiveauthentication",
            "kexalgorithms",
            "loglevel",
            "macs",
            "numberofpasswordprompts",
            "passwordauthentication",
            "port",
            "preferredauthentications",
            "proxyjump",
            "pubkeyacceptedalgorithms",
            "pubkeyacceptedkeytypes",
            "pubkeyauthentication",
            "requesttty",
            "serveralivecountmax",
            "serveraliveinterval",
            "stricthostkeychecking",
            "tcpkeepalive",
            "updatehostkeys",
            "user",
            "userknownhostsfile",
            "visualhostkey",
            "challengeresponseauthentication",
            "rekeylimit");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        settings(reading, acts);
        if (reading.has("-Q")) {
            return;
        }
        if (words.isEmpty() || words.get(0).many()) {
            acts.opaque("it is not known which machine it goes to");
            return;
        }
        String host = host(words.get(0));
        if (reading.has("-G")) {
            return;
        }
        acts.network(host);
        tunnels(reading, host, acts);
        List<Term> command = words.subList(1, words.size());
        if (command.isEmpty() && reading.has("-N")) {
            return;
        }
        if (!command.isEmpty() && command.get(0).mayBeOption()) {
            acts.opaque("`ssh` reads options behind the host too");
            return;
        }
        if (looks(command, call)) {
            acts.effect(
                    Verb.READ, Naming.of("ssh", host), Reversibility.READ_ONLY, "looks at things on another machine");
        } else {
            acts.effect(
                    Verb.EXECUTE,
                    Naming.of("ssh", host),
                    Reversibility.IRREVERSIBLE,
                    command.isEmpty() ? "opens a shell on another machine" : "runs a command on another machine");
        }
    }

    private static boolean looks(List<Term> command, Invocation call) {
        Situation.Input input = call.situation().input();
        if (command.isEmpty()) {
            return input.text().isPresent()
                    && (input.text().get().isBlank()
                            || Elsewhere.looks(input.text().get()));
        }
        StringBuilder text = new StringBuilder();
        for (Term word : command) {
            if (!word.known()) {
                return false;
            }
            text.append(text.length() == 0 ? "" : " ").append(word.text());
        }
        return Elsewhere.looks(text.toString());
    }

    /** Tells what {@code -o} settings do; shared with {@code scp} and {@code sftp}. */
    static void settings(Reading reading, Acts acts) {
        for (Term setting : reading.values("-o")) {
            String name = setting.text().split("[=\\s]", 2)[0].toLowerCase(Locale.ROOT);
            boolean whole = setting.known() || setting.text().length() > name.length();
            if (!whole || !SETTINGS.contains(name)) {
                acts.opaque("its setting `" + setting + "` is not one that is known to run nothing");
            }
        }
        for (Term file : reading.values("-F")) {
            if (!file.known()
                    || !file.text().equals("/dev/null") && !file.text().equals("none")) {
                acts.opaque("another configuration may name programs to run");
            }
        }
    }

    private static void tunnels(Reading reading, String host, Acts acts) {
        List<String> opened = new ArrayList<>();
        for (String name : List.of("-R", "-A", "-X", "-Y", "-w")) {
            if (reading.has(name)) {
                opened.add(name);
            }
        }
        if (!opened.isEmpty()) {
            acts.effect(
                    Verb.GRANT,
                    Naming.of("ssh", host),
                    Reversibility.IRREVERSIBLE,
                    "lets another machine reach into this one");
        }
        if (reading.has("-L") || reading.has("-D") || reading.has("-W")) {
            acts.effect(
                    Verb.EXECUTE,
                    Naming.of("ssh", host),
                    Reversibility.RECOVERABLE,
                    "opens a tunnel to another machine");
        }
    }

    static String host(Term destination) {
        String text = Naming.part(destination);
        String rest = text.startsWith("ssh://") ? text.substring(6) : text;
        return rest.substring(rest.lastIndexOf('@') + 1);
    }
}
