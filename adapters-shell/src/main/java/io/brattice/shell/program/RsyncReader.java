package io.brattice.shell.program;

import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code rsync}: which side is here, what it overwrites, and what it deletes. */
final class RsyncReader implements Reader {

    private static final Pattern PLAIN_SSH = Pattern.compile("(/usr/bin/)?ssh( -[46Cqx]| -[pil] ?[A-Za-z0-9_./@-]+)*");

    private static final List<String> DELETES = List.of(
            "--del",
            "--delete",
            "--delete-before",
            "--delete-during",
            "--delete-delay",
            "--delete-after",
            "--delete-excluded",
            "--delete-missing-args");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        for (Term shell : reading.values("--rsh")) {
            if (!shell.known() || !PLAIN_SSH.matcher(shell.text()).matches()) {
                acts.shell(shell, call.situation());
            }
        }
        List<Term> operands = reading.operands();
        if (operands.isEmpty()) {
            return;
        }
        Term target = operands.get(operands.size() - 1);
        boolean lists = operands.size() == 1 && !target.many() || reading.has("--list-only");
        List<Term> sources = lists ? operands : target.many() ? operands : operands.subList(0, operands.size() - 1);
        Optional<String> there = lists ? Optional.empty() : host(target);
        boolean remote = there.isPresent();
        for (Term source : sources) {
            Optional<String> from = host(source);
            from.ifPresent(acts::network);
            remote |= from.isPresent();
            if (from.isEmpty()) {
                acts.file(lists ? FileAct.LIST : FileAct.READ_TREE, source);
            }
        }
        there.ifPresent(acts::network);
        if (lists || reading.rehearses()) {
            return;
        }
        change(reading, sources, target, there, acts);
        if (!remote) {
            rehearse(reading, call, acts);
        }
    }

    private static void change(Reading reading, List<Term> sources, Term target, Optional<String> there, Acts acts) {
        boolean deletes = DELETES.stream().anyMatch(reading::has);
        if (there.isPresent()) {
            Resource host = new Resource("host:" + there.get());
            acts.effect(Verb.SEND, host, Reversibility.IRREVERSIBLE, "copies files to another machine");
            if (deletes) {
                acts.effect(Verb.DELETE, host, Reversibility.IRREVERSIBLE, "deletes files on another machine");
            }
        } else {
            if (reading.has("--keep-dirlinks")) {
                acts.opaque("it writes where links lead to");
            }
            acts.file(FileAct.WRITE_TREE, target);
            for (Term source : deletes ? sources : List.<Term>of()) {
                boolean content = !source.known() || source.text().endsWith("/") || reading.has("--relative");
                acts.file(FileAct.DELETE_TREE, content ? target : Names.in(target, Names.last(source)));
            }
        }
        if (reading.has("--remove-source-files") || reading.has("--remove-sent-files")) {
            for (Term source : sources) {
                Optional<String> from = host(source);
                if (from.isPresent()) {
                    acts.effect(
                            Verb.DELETE,
                            new Resource("host:" + from.get()),
                            Reversibility.IRREVERSIBLE,
                            "deletes files on another machine");
                } else {
                    acts.file(FileAct.DELETE_TREE, source);
                }
            }
        }
    }

    private static void rehearse(Reading reading, Invocation call, Acts acts) {
        boolean writesElsewhere = reading.has("--log-file") || reading.has("--rsh") || reading.has("--no-dry-run");
        List<String> argv = new ArrayList<>();
        for (Term word : call.words()) {
            if (!word.known() || word.text().equals("--")) {
                return;
            }
            argv.add(word.text());
        }
        if (!writesElsewhere) {
            argv.add("--dry-run");
            argv.add("--itemize-changes");
            acts.rehearsal(new DryRun(argv, Preview.Fidelity.PARTIAL, "text"));
        }
    }

    /** The machine of {@code host:path}, {@code host::module} and {@code rsync://host/path}; empty for what is here. */
    private static Optional<String> host(Term operand) {
        String text = operand.text();
        if (text.startsWith("rsync://")) {
            return Optional.of(plain(text.substring(8)));
        }
        int colon = text.indexOf(':');
        int slash = text.indexOf('/');
        if (colon >= 0 && (slash < 0 || colon < slash)) {
            return Optional.of(plain(text.substring(text.lastIndexOf('@', colon) + 1, colon)));
        }
        return operand.known() || slash >= 0 ? Optional.empty() : Optional.of("unknown");
    }

    private static String plain(String text) {
        String host = text.replaceFirst("[/:].*", "").replaceFirst(".*@", "");
        return host.matches("[A-Za-z0-9.-]+") ? host : "unknown";
    }
}
