package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code scp} and {@code sftp}: files to and from other machines. */
final class ScpReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        SshReader.settings(reading, acts);
        List<Term> words = reading.operands();
        if (words.stream().anyMatch(Term::many)) {
            acts.opaque("what it copies where is not known");
        } else if (call.name().equals("sftp")) {
            sftp(words, call.situation(), acts);
        } else if (words.size() < 2) {
            acts.opaque("what it copies where is not known");
        } else {
            copy(words, reading.has("-r"), call.situation(), acts);
        }
    }

    private static void copy(List<Term> words, boolean tree, Situation situation, Acts acts) {
        Term target = words.get(words.size() - 1);
        for (Term source : words.subList(0, words.size() - 1)) {
            Optional<String> from = remote(source);
            Optional<String> to = remote(target);
            from.ifPresent(acts::network);
            if (from.isEmpty()) {
                acts.file(tree ? FileAct.READ_TREE : FileAct.READ, source);
            }
            if (to.isPresent()) {
                acts.network(to.get());
                acts.effect(
                        Verb.SEND,
                        Naming.of("ssh", to.get(), path(target)),
                        Reversibility.IRREVERSIBLE,
                        "copies to another machine and overwrites what is there");
            } else {
                arrives(source, target, tree, situation, acts);
            }
        }
    }

    private static void arrives(Term source, Term target, boolean tree, Situation situation, Acts acts) {
        Optional<Path> path = situation.path(target);
        boolean folder = path.isEmpty()
                || situation.world().followed(path.get()) != World.Kind.FILE
                        && situation.world().followed(path.get()) != World.Kind.NOTHING;
        if (tree) {
            acts.file(FileAct.WRITE_TREE, target);
        } else if (!folder && !target.text().endsWith("/")) {
            acts.file(FileAct.WRITE, target);
        } else {
            String name = source.text()
                    .substring(Math.max(
                                    source.text().lastIndexOf('/'),
                                    source.text().lastIndexOf(':'))
                            + 1);
            boolean plain = source.known()
                    && target.known()
                    && !name.isEmpty()
                    && name.chars().noneMatch(c -> "*?[]{}~".indexOf(c) >= 0);
            String into = target.text().endsWith("/") ? target.text() : target.text() + "/";
            acts.file(
                    FileAct.WRITE,
                    plain ? Term.of(into + name) : Term.beginning(target.known() ? into : target.text()));
        }
    }

    private static void sftp(List<Term> words, Situation situation, Acts acts) {
        boolean fetches = !words.isEmpty()
                && words.get(0).known()
                && words.get(0).text().indexOf(':') > 0
                && words.size() <= 2
                && !words.get(0).text().endsWith("/");
        if (fetches && !path(words.get(0)).isEmpty()) {
            acts.network(SshReader.host(Term.of(words.get(0).text().split(":", 2)[0])));
            arrives(words.get(0), words.size() > 1 ? words.get(1) : Term.of("."), false, situation, acts);
        } else {
            acts.opaque("its commands come by standard input or from a file");
        }
    }

    /** The machine that a word names; empty for a file here. */
    private static Optional<String> remote(Term word) {
        String text = word.text();
        if (text.startsWith("scp://")) {
            String rest = text.substring(6);
            int slash = rest.indexOf('/');
            return Optional.of(SshReader.host(Term.of(slash < 0 ? rest : rest.substring(0, slash))));
        }
        int colon = text.indexOf(':');
        int slash = text.indexOf('/');
        boolean remote = colon > 0 && (slash < 0 || colon < slash) || !word.known() && slash < 0;
        return remote
                ? Optional.of(SshReader.host(Term.of(colon > 0 ? text.substring(0, colon) : "unknown")))
                : Optional.empty();
    }

    private static String path(Term word) {
        return word.known() ? word.text().substring(word.text().indexOf(':') + 1) : "unknown";
    }
}
