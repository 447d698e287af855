package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code aws s3}: copies between this machine and buckets. */
final class AwsS3 {

    static final Set<String> COMMANDS = Set.of("cp", "mv", "sync", "rm", "mb", "rb", "ls");

    private static final Set<String> FLAGS = Set.of(
            "--recursive",
            "--dryrun",
            "--quiet",
            "--delete",
            "--exact-timestamps",
            "--size-only",
            "--follow-symlinks",
            "--no-follow-symlinks",
            "--no-guess-mime-type",
            "--only-show-errors",
            "--no-progress",
            "--force",
            "--force-glacier-transfer",
            "--ignore-glacier-warnings",
            "--human-readable",
            "--summarize",
            "--validate-same-s3-paths",
            "--debug",
            "--no-verify-ssl",
            "--no-paginate",
            "--no-sign-request",
            "--no-cli-pager");
    private static final Set<String> VALUES = Set.of(
            "--exclude",
            "--include",
            "--acl",
            "--sse",
            "--sse-c",
            "--sse-c-key",
            "--sse-kms-key-id",
            "--storage-class",
            "--content-type",
            "--cache-control",
            "--content-encoding",
            "--content-disposition",
            "--content-language",
            "--expires",
            "--expected-size",
            "--metadata",
            "--metadata-directive",
            "--copy-props",
            "--page-size",
            "--request-payer",
            "--source-region",
            "--website-redirect",
            "--checksum-algorithm",
            "--checksum-mode",
            "--profile",
            "--region",
            "--output",
            "--query",
            "--endpoint-url",
            "--cli-read-timeout",
            "--cli-connect-timeout",
            "--ca-bundle",
            "--color");

    private AwsS3() {}

    static void read(String command, List<Term> words, String region, Acts acts) {
        List<Term> operands = new ArrayList<>();
        Set<String> flags = new java.util.HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            Term word = words.get(i);
            String text = word.text();
            String name = text.indexOf('=') < 0 ? text : text.substring(0, text.indexOf('='));
            if (!text.startsWith("--") && !word.mayBeOption() || text.equals("-") && word.known()) {
                operands.add(word);
            } else if (word.known() && FLAGS.contains(text)) {
                flags.add(text);
            } else if (VALUES.contains(name)) {
                i += text.indexOf('=') < 0 ? 1 : 0;
            } else {
                acts.opaque("its option `" + word + "` is not one that is known");
                return;
            }
        }
        if (command.equals("ls")) {
            return;
        }
        boolean fits = operands.stream().noneMatch(Term::many)
                && operands.size() == (Set.of("cp", "mv", "sync").contains(command) ? 2 : 1);
        if (!fits) {
            acts.opaque("what it copies where is not known");
        } else if (operands.size() == 1) {
            remote(command, operands.get(0), region, flags, acts);
        } else {
            copy(command, operands.get(0), operands.get(1), region, flags, acts);
        }
    }

    private static void remote(String command, Term target, String region, Set<String> flags, Acts acts) {
        if (flags.contains("--dryrun")) {
            return;
        }
        Verb verb = command.equals("mb") ? Verb.CREATE : Verb.DELETE;
        acts.effect(
                verb,
                name(region, target),
                Reversibility.IRREVERSIBLE,
                verb == Verb.CREATE ? "makes a bucket" : "deletes from a bucket");
    }

    private static void copy(String command, Term from, Term to, String region, Set<String> flags, Acts acts) {
        boolean tree = command.equals("sync") || flags.contains("--recursive");
        boolean rehearses = flags.contains("--dryrun");
        if (!isRemote(from) && !isStream(from)) {
            acts.file(rehearses ? FileAct.LIST : tree ? FileAct.READ_TREE : FileAct.READ, from);
        }
        if (rehearses) {
            return;
        }
        if (isRemote(to)) {
            acts.effect(
                    Verb.SEND,
                    name(region, to),
                    Reversibility.IRREVERSIBLE,
                    "copies into a bucket and overwrites what is there");
            if (flags.contains("--delete")) {
                acts.effect(
                        Verb.DELETE,
                        name(region, to),
                        Reversibility.IRREVERSIBLE,
                        "deletes from a bucket what is not at the source");
            }
        } else if (!isStream(to)) {
            acts.file(
                    tree
                            ? FileAct.WRITE_TREE
                            : to.text().endsWith("/") || to.text().equals(".") ? FileAct.WRITE_TREE : FileAct.WRITE,
                    to);
            if (flags.contains("--delete")) {
                acts.file(FileAct.DELETE_TREE, to);
            }
        }
        if (command.equals("mv")) {
            if (isRemote(from)) {
                acts.effect(Verb.DELETE, name(region, from), Reversibility.IRREVERSIBLE, "deletes from a bucket");
            } else {
                acts.file(tree ? FileAct.DELETE_TREE : FileAct.DELETE, from);
            }
        }
    }

    private static boolean isRemote(Term word) {
        return word.text().startsWith("s3://") || !word.known() && "s3://".startsWith(word.text());
    }

    private static boolean isStream(Term word) {
        return word.known() && word.text().equals("-");
    }

    private static Resource name(String region, Term target) {
        String text = Naming.part(target);
        return Naming.of("aws", region, "s3", text.startsWith("s3://") ? text.substring(5) : text);
    }
}
